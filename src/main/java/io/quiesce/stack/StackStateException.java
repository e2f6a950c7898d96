package io.quiesce.stack;

/**
 * An address that is not a stack in use is treated as one (freed twice, foreign, inside a stack, of
 * another size), or a cache or pool is not in the state that an operation needs.
 */
public final class StackStateException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation, the address and what is there. */
  public StackStateException(String message) {
    super(message);
  }
}
