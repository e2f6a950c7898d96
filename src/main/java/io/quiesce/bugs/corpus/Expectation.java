package io.quiesce.bugs.corpus;

import java.util.Locale;

/** What a bug says of a tool. */
public enum Expectation {
  /** It must find the bug in 30 seconds on two cores. */
  CAUGHT,
  /** It cannot find the bug, by design. */
  MISSED,
  /** Chance decides. */
  MAYBE;

  /** The word for files and tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
