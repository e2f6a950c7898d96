package io.quiesce.oracle;

import java.util.List;

/** Invariants that do not hold; the message has one line for each violation. */
public final class OracleException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from the violations found in {@code what}. */
  public OracleException(String what, List<String> violations) {
    super(what + ": " + violations.size() + " violations\n  " + String.join("\n  ", violations));
  }
}
