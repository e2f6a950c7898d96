package io.quiesce.explore.search.execution;

/** A recording does not belong to the program and the model with which it was to be replayed. */
public final class BadRecordingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which step of which recording does not fit, and why. */
  public BadRecordingException(String message) {
    super(message);
  }
}
