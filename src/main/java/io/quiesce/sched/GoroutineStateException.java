package io.quiesce.sched;

/** A goroutine is not in the status that an operation needs; Go throws at the same places. */
public final class GoroutineStateException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation, the goroutine and its status. */
  public GoroutineStateException(String message) {
    super(message);
  }
}
