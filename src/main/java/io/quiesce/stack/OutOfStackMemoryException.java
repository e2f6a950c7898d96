package io.quiesce.stack;

/** The page heap, or the system in debug mode, has no memory left for a stack; Go throws. */
public final class OutOfStackMemoryException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the size and what was tried. */
  public OutOfStackMemoryException(String message) {
    super(message);
  }
}
