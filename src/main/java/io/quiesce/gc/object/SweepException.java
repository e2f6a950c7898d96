package io.quiesce.gc.object;

/** A span or a cache is not in the sweep generation that an operation needs (P7). */
public final class SweepException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation, the span and the generations. */
  public SweepException(String message) {
    super(message);
  }
}
