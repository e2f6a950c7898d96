package io.quiesce.explore.program;

/**
 * A thread asked for another operation than it did earlier after the very same results: something
 * outside the control of the exploration (time, hash order, a native, a thread not started through
 * the program) has influenced it, so no verdict about the program can be trusted.
 */
public final class NondeterminismException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says which thread went another way and where.
   *
   * @param message names the thread, the step, the site, and both operations
   */
  public NondeterminismException(String message) {
    super(message);
  }
}
