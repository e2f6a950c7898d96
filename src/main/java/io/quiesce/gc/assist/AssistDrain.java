package io.quiesce.gc.assist;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;

/** The marking that an assist does (Go: {@code gcDrainN} in mgcmark.go). */
@FunctionalInterface
public interface AssistDrain {
  /**
   * Marks until {@code scanWork} units are done, nothing is left or the goroutine is to be
   * preempted. The goroutine is WAITING meanwhile, so its stack may be scanned, shrunk and moved.
   * Where caches must be flushed at once (two-step completion, second step) it disposes the P's
   * work before it returns.
   *
   * @return the units done by this call, not those that the P's work buffers carried before (A3)
   */
  @SystemStack
  long gcDrainN(M m, long scanWork);
}
