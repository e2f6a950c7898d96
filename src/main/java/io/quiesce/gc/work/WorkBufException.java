package io.quiesce.gc.work;

/**
 * A work buffer, or the lists of them, is not in the state that an operation needs, or no buffer is
 * left; Go throws at the same places.
 */
public final class WorkBufException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation, the buffer and its state. */
  public WorkBufException(String message) {
    super(message);
  }
}
