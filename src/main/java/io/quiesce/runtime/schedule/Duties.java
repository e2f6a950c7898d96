package io.quiesce.runtime.schedule;

import io.quiesce.sched.M;

/** What the scheduler lets an M do for the collector between goroutines. */
public interface Duties {
  /**
   * Before goroutines: runs a dedicated or fractional mark worker if one is due (Go: {@code
   * findRunnableGCWorker}). The M has a P and runs no goroutine.
   *
   * @return true if a worker ran
   */
  boolean beforeGoroutines(M m);

  /**
   * When there is no goroutine to run: marks as an idle worker, sweeps a span, or frees work
   * buffers.
   *
   * @return true if something was done
   */
  boolean whenIdle(M m);

  /** True if {@link #whenIdle} would find something. Volatile: an M goes to sleep otherwise. */
  boolean hasIdleWork();
}
