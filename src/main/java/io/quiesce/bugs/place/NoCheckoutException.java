package io.quiesce.bugs.place;

/** Compiled tests are needed, and there are none; the message says what to do. */
public final class NoCheckoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is missing. */
  public NoCheckoutException(String message) {
    super(message);
  }
}
