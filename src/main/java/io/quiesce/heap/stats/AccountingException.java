package io.quiesce.heap.stats;

/** A figure of the heap that is negative, or figures that contradict each other (AC1 to AC12). */
public final class AccountingException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the figures and the identity that fails. */
  public AccountingException(String message) {
    super(message);
  }
}
