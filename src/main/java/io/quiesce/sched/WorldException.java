package io.quiesce.sched;

/** The world was stopped, started or visited in a state that does not allow it. */
public final class WorldException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation, the M and the state. */
  public WorldException(String message) {
    super(message);
  }
}
