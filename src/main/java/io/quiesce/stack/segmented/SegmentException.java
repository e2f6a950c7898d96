package io.quiesce.stack.segmented;

/** A segment has the wrong size, or a record or a goroutine is not in the state that is needed. */
public final class SegmentException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the goroutine or segment and its values. */
  public SegmentException(String message) {
    super(message);
  }
}
