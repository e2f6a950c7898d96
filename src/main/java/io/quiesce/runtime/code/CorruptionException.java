package io.quiesce.runtime.code;

/** A program found something in memory that it did not put there. */
public final class CorruptionException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the place and both values. */
  public CorruptionException(String message) {
    super(message);
  }
}
