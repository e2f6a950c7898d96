package io.quiesce.gc.complete;

import io.quiesce.sched.M;

/**
 * Takes part in marking and decides when it is over.
 *
 * <p>Workers and assists call {@link #tryEnter}, drain, {@link #leave}; there is no safe point
 * between the two. Who is told by leave that it may have been the last one calls {@link #markDone}
 * from its user stack.
 */
public sealed interface MarkCompletion permits AbstractCompletion {
  /**
   * Opens marking for a cycle; while the world is stopped and nobody takes part (P3).
   *
   * @param nproc how many may take part at once: one for each P
   * @throws CompletionException if it is open
   */
  void start(int nproc);

  /**
   * Takes part.
   *
   * @return false if blackening is disabled; then the caller must not blacken (C10)
   * @throws CompletionException if nproc take part already
   */
  boolean tryEnter(M m);

  /**
   * No longer takes part. The caller still owns the P with which it worked.
   *
   * @return true if nobody takes part and no work was seen: the caller must call {@link #markDone}
   * @throws CompletionException if nobody takes part
   */
  boolean leave(M m);

  /**
   * Ends marking if it is over; in any case safe to call.
   *
   * @param m the caller's, on its user stack, with a P and outside marking
   */
  Outcome markDone(M m);

  /** Whether participants may blacken (Go: {@code gcBlackenEnabled}). Volatile. */
  boolean blackenEnabled();

  /** Whether who touches the buffers of a P must dispose of them at once. */
  boolean isPromptly();

  /** How many of {@link #nproc} do not take part (Go: {@code work.nwait}). */
  int nwait();

  /** How many may take part (Go: {@code work.nproc}). */
  int nproc();
}
