package io.quiesce.sched;

/**
 * How to wait for another thread that is inside a short, bounded step: spin while it is likely to
 * be running, then let it have the processor (Go: {@code procyield}, then {@code osyield} in {@code
 * casgstatus}).
 */
public final class Backoff {
  private static final int SPINS = 100;

  private Backoff() {}

  /** One wait; {@code turn} counts the waits of this attempt from 0. */
  @SuppressWarnings("ThreadPriorityCheck") // speed only: correctness never depends on it
  public static void pause(int turn) {
    if (turn < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }
}
