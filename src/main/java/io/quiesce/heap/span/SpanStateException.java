package io.quiesce.heap.span;

/**
 * A span, or its word, that is not in the state which an operation needs: freed already, in use,
 * not carved, or of another heap. The message names the operation, the span and its values.
 */
public final class SpanStateException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation, the span and what it needs. */
  public SpanStateException(String message) {
    super(message);
  }
}
