package org.openjdk.jcstress.annotations;

/** The kinds of tests. */
public enum Mode {
  /** Actors run and end, again and again. */
  Continuous,
  /** One actor waits for a signal. */
  Termination
}
