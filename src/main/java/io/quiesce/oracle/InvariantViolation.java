package io.quiesce.oracle;

import java.util.List;

/** Invariants do not hold; the message has one line for each. */
public final class InvariantViolation extends AssertionError {
  private static final long serialVersionUID = 1L;

  /** Makes the error from the violations that were found, at least one. */
  public InvariantViolation(List<String> violations) {
    super(violations.size() + " violated:\n  " + String.join("\n  ", violations));
  }
}
