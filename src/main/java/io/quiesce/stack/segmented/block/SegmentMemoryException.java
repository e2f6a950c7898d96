package io.quiesce.stack.segmented.block;

/** Memory is used up, or an address was touched behind which there is none. */
public final class SegmentMemoryException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the address or the amount. */
  public SegmentMemoryException(String message) {
    super(message);
  }
}
