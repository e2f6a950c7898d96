package io.quiesce.gc.assist;

import io.quiesce.sched.M;

/** How the goroutine of a parked assist sleeps and is made runnable again. */
public interface AssistParking {
  /**
   * Sleeps until {@link Waiter#isWoken}; may return earlier. The M gives its P up before it sleeps:
   * a parked assist that kept it would hide the P's cached work from completion for ever. On return
   * the M runs a P, perhaps another one, and the goroutine again.
   *
   * <p>{@link #ready} may come before this call, and then it must not sleep: that is certain if it
   * sleeps only after it has seen {@code isWoken()} false, on a permit that {@code ready} gives.
   */
  void park(M m, Waiter waiter);

  /** Says that the waiter was woken; called once for it, by {@code m}. */
  void ready(M m, Waiter waiter);
}
