package io.quiesce.bugs.corpus;

import java.util.Locale;

/** What the change does to the program. */
public enum Kind {
  /** A condition is no longer tested. */
  DROPPED_CHECK,
  /** Two steps are in the other order. */
  REORDERED,
  /** An access has a weaker mode. */
  WEAKENED_MODE,
  /** A value is computed or stored wrongly. */
  WRONG_VALUE,
  /** Something belongs to the wrong owner, or to two. */
  WRONG_OWNER,
  /** Of two updates one is lost. */
  LOST_UPDATE,
  /** What was decided is not looked at once more. */
  MISSING_RECHECK,
  /** A number wraps, is cut, or borrows from its neighbour. */
  ARITHMETIC,
  /** The books do not balance. */
  ACCOUNTING,
  /** Something is never given back. */
  LEAK;

  /** The word for files and tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
