package io.quiesce.learn.course;

/** There is no lesson of that name; the message names some that there are. */
public final class UnknownLessonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownLessonException(String message) {
    super(message);
  }
}
