package io.quiesce.explore.jcstress;

/** What a test says of an outcome. */
public enum Expectation {
  /** May happen. */
  ACCEPTABLE,
  /** May happen, and is worth a look. */
  ACCEPTABLE_INTERESTING,
  /** Must not happen. */
  FORBIDDEN,
  /** Not to be used by tests; fails if it happens. */
  UNKNOWN;

  /** Whether an outcome that happened is a failure. */
  public boolean fails() {
    return this == FORBIDDEN || this == UNKNOWN;
  }
}
