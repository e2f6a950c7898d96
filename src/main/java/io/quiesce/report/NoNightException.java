package io.quiesce.report;

/** A ledger has nothing to report, or not the night that was asked for; the message says what. */
public final class NoNightException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is missing. */
  NoNightException(String message) {
    super(message);
  }
}
