package io.quiesce.bugs.corpus;

/** The corpus has no bug of that name. */
public final class UnknownBugException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The name, and which are near. */
  public UnknownBugException(String message) {
    super(message);
  }
}
