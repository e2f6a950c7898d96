package io.quiesce.stack.goroutine;

/** A goroutine's stack would have to grow beyond the limit (Go: "stack overflow"). */
public final class StackOverflowException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the goroutine, the sizes and the limit. */
  public StackOverflowException(String message) {
    super(message);
  }
}
