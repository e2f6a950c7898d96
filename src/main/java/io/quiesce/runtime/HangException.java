package io.quiesce.runtime;

/** Nothing happened any more; the message is a dump of everything. */
public final class HangException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception. */
  public HangException(String message) {
    super(message);
  }
}
