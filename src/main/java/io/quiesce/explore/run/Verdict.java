package io.quiesce.explore.run;

/** What is known of a test after a run. */
public enum Verdict {
  /** Every execution was visited and every outcome is as declared. */
  PROVED,
  /** There is an execution that must not be. */
  REFUTED,
  /** Nothing bad was found, but not everything was visited. */
  UNKNOWN
}
