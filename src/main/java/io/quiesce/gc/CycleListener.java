package io.quiesce.gc;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;

/** Is told of each cycle at the moments at which it can be judged. What it throws ends the run. */
public interface CycleListener {
  /** Listens to nothing. */
  CycleListener NONE = new CycleListener() {};

  /** The world is stopped for a start, the phase is OFF and everything is swept. */
  @SystemStack
  default void starting(M m) {}

  /** The world is stopped, all is marked, the phase is MARK_TERMINATION. */
  @SystemStack
  default void marked(M m) {}

  /** The cycle is over: buffers and stacks are freed, caches are flushed. The world runs. */
  default void ended(CycleReport report) {}
}
