package io.quiesce.gc.mark;

/** The marker needs memory for its own and there is none; nothing was changed. */
public final class OutOfMarkMemoryException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names what is missing and what is in use. */
  public OutOfMarkMemoryException(String message) {
    super(message);
  }
}
