package io.quiesce.heap.memory;

/** An access to an address that has no bytes behind it, or whose bytes may not be touched now. */
public final class MemoryAccessException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the access, the address and the reason. */
  public MemoryAccessException(String message) {
    super(message);
  }
}
