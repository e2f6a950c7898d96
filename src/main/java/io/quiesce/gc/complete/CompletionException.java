package io.quiesce.gc.complete;

/** Marking was entered, left, opened or closed in a state that does not allow it; Go throws. */
public final class CompletionException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation and the word. */
  public CompletionException(String message) {
    super(message);
  }
}
