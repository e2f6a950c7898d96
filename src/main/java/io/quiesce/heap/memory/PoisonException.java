package io.quiesce.heap.memory;

/**
 * Pages that are handed out or taken back do not hold what they must: somebody wrote to freed
 * memory, or one page has two owners (E3, H1, Z1).
 */
public final class PoisonException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception with a message that names the address, what is there and what should be.
   */
  public PoisonException(String message) {
    super(message);
  }
}
