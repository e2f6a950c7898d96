package io.quiesce.stack;

/** A stack size that no stack can have: not a power of two, too small, zero or negative. */
public final class StackSizeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation and the size. */
  public StackSizeException(String message) {
    super(message);
  }
}
