package io.quiesce.gc.assist;

/** An assist, or a parked one, is asked for a step that its state forbids. */
public final class AssistStateException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Says which object, in which state, was asked for what. */
  public AssistStateException(String message) {
    super(message);
  }
}
