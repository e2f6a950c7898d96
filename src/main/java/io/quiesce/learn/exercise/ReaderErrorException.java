package io.quiesce.learn.exercise;

/** What the reader handed in cannot be judged; the message says why and what to do. */
public final class ReaderErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReaderErrorException(String message) {
    super(message);
  }
}
