package io.quiesce.gc.complete;

/**
 * Whether background workers may be started (Go: the bias of -0xffffffff on {@code
 * dedicatedMarkWorkersNeeded} and {@code fractionalMarkWorkersNeeded}).
 *
 * <p>A bias and not a store, because workers that stop add theirs at the same time (C8). Each
 * suspend is followed by one resume, or by the end of the cycle, which forgets it.
 */
public interface WorkerStarts {
  /** No worker is started from here on. */
  void suspend();

  /** Takes one {@link #suspend} back. */
  void resume();

  /** For where workers do not come from a goal that could be biased. */
  static WorkerStarts none() {
    return new WorkerStarts() {
      @Override
      public void suspend() {}

      @Override
      public void resume() {}
    };
  }
}
