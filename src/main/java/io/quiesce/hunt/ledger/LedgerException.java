package io.quiesce.hunt.ledger;

/** A ledger cannot be read or written; the message names the file and what to do. */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public LedgerException(String message) {
    super(message);
  }

  /** With what is wrong and why. */
  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
