package io.quiesce.stack.segmented.block;

/** An address was given to the wrong allocator, twice, or with a size that it does not have. */
public final class BlockException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the block, what it is and what was wanted. */
  public BlockException(String message) {
    super(message);
  }
}
