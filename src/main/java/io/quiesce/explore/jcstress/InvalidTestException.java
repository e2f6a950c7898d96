package io.quiesce.explore.jcstress;

/** A class is annotated as a jcstress test but is none; the message says which and why. */
public final class InvalidTestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public InvalidTestException(String message) {
    super(message);
  }
}
