package org.openjdk.jcstress.annotations;

/** What is said of an outcome. */
public enum Expect {
  /** May happen. */
  ACCEPTABLE,
  /** May happen, and is worth a look. */
  ACCEPTABLE_INTERESTING,
  /** Must not happen. */
  FORBIDDEN,
  /** Nothing is said. */
  UNKNOWN
}
