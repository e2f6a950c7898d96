package io.quiesce.explore.transform;

/**
 * The program under exploration uses something whose effect on shared memory the explorer does not
 * know, so no verdict about the program would be true. The message names it.
 */
public final class UnmodelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is not modelled.
   *
   * @param message names the class or method and, where known, the source line
   */
  public UnmodelledException(String message) {
    super(message);
  }
}
