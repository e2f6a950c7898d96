package io.quiesce.gc.assist;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;

/**
 * What an assist needs from mark completion: to be counted while it works, and to hear when nothing
 * is left to do.
 */
public interface Participation {
  /** Begins to take part; false once marking is closed, and then nothing has changed. */
  @SystemStack
  boolean tryEnter(M m);

  /**
   * Ends what {@link #tryEnter} began.
   *
   * @return true if nobody takes part and no work is to be seen: the caller must then call {@link
   *     #markDone}
   */
  @SystemStack
  boolean leave(M m);

  /** Tries to complete marking (Go: {@code gcMarkDone}). On the user stack; may wait. */
  void markDone(M m);

  /**
   * Whether marking is open (Go: {@code gcBlackenEnabled}). Volatile: it is read after an enqueue
   * and must not move before it (E11).
   */
  boolean blackenEnabled();
}
