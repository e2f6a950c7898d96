package io.quiesce.runtime.schedule;

import io.quiesce.sched.G;
import io.quiesce.sched.M;

/** Runs the code of goroutines. */
@FunctionalInterface
public interface Dispatch {
  /**
   * Runs {@code g}, which is RUNNABLE and in no queue, until it parks, yields, is preempted or
   * ends; afterwards the M runs no goroutine. The M has a P before and after, perhaps another one.
   */
  void run(M m, G g);
}
