package io.quiesce.learn.course;

/** A lesson does not keep to the form; the message names the file and what is wrong. */
public final class BadLessonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, and where. */
  public BadLessonException(String message) {
    super(message);
  }
}
