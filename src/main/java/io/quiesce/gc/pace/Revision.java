package io.quiesce.gc.pace;

/**
 * A rule that computes the assist ratio from where the cycle stands (Go: {@code
 * gcControllerState.revise}). Pure: no state, any thread.
 */
@FunctionalInterface
public interface Revision {
  /** The least work that is ever thought to remain, in units. */
  long LEAST_WORK = 1000;

  /** The ratio for the rest of the cycle. */
  AssistRatio revise(CycleFigures now);

  /** The rule of Go 1.5 to 1.17. */
  static Revision worstCase() {
    return new WorstCaseRevision();
  }

  /** The rule of Go 1.18 and 1.19. */
  static Revision steadyState() {
    return new SteadyStateRevision();
  }
}
