package io.quiesce.heap;

/** A number of pages that no span of this heap can have. */
public final class SpanSizeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the number and the limits. */
  public SpanSizeException(String message) {
    super(message);
  }
}
