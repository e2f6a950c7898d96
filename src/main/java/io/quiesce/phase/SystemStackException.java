package io.quiesce.phase;

/** A method that needs the system stack was entered on a user stack, or the depth went wrong. */
public final class SystemStackException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation and the context. */
  public SystemStackException(String message) {
    super(message);
  }
}
