package io.quiesce.phase;

/** An operation that the present phase, or the state of the phase gate, does not permit. */
public final class PhaseException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation, the phase and what it needs. */
  public PhaseException(String message) {
    super(message);
  }
}
