package io.quiesce.gc.complete;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;

/** What the cycle does when marking is over; called by the one M that completes it. */
public interface Ending {
  /**
   * The world is stopped and blackening disabled for good: wake the assists, change the phase,
   * drain what is left (two-step: write barriers may have left work), up to phase OFF. Runs on the
   * system stack; must neither start the world nor wait for anybody who needs it.
   */
  @SystemStack
  void worldStopped(M m);

  /** The world runs again: free buffers and stacks, flush caches. */
  void worldStarted(M m);
}
