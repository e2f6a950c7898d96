package io.quiesce.heap;

/** A span type that an operation does not accept, or that is not the type of the span (H6, H7). */
public final class PurposeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation, both types and the span. */
  public PurposeException(String message) {
    super(message);
  }
}
