package io.quiesce.bugs.corpus;

/** A file of the corpus does not keep to its form; the message names the file and the place. */
public final class BadBugException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, where. */
  public BadBugException(String message) {
    super(message);
  }
}
