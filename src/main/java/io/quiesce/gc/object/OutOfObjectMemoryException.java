package io.quiesce.gc.object;

/** There is no memory for an object; nothing was changed (Go: "out of memory"). */
public final class OutOfObjectMemoryException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the size and what is in use. */
  public OutOfObjectMemoryException(String message) {
    super(message);
  }
}
