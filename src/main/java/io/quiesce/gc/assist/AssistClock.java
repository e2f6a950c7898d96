package io.quiesce.gc.assist;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How long assists took in this cycle (Go: {@code assistTime} and {@code p.gcAssistTime}): a sum
 * for each P, given to the global one when it exceeds the slack, so that short assists do not meet
 * in one counter.
 *
 * <p>Invariants: the global sum and the sums of the Ps together are the time of all assists of the
 * cycle, exactly; the global one lags by at most {@link #SLACK} for each P.
 *
 * <p>Orderings: the sum of a P is plain and goes with the ownership of the P (E9); weaker is
 * impossible, and shared between Ms without it time would be lost. The global sum is an atomic
 * counter that publishes nothing: reads and the reset are opaque, and who wants it exactly, with
 * the world stopped, has an order from the stop.
 */
public final class AssistClock {
  /** Nanoseconds that a P keeps for itself (Go: {@code gcAssistTimeSlack}). */
  public static final long SLACK = 5000;

  /** Longs from one P to the next: two cache lines. */
  private static final int STRIDE = 16;

  private final LongSupplier nanos;
  private final long[] ofP;
  private final AtomicLong total = new AtomicLong();

  /**
   * A clock for {@code procs} Ps.
   *
   * @param nanos the time, as {@link System#nanoTime}
   */
  public AssistClock(int procs, LongSupplier nanos) {
    this.nanos = nanos;
    ofP = new long[(procs + 1) * STRIDE];
  }

  /** The time now. */
  public long now() {
    return nanos.getAsLong();
  }

  /** Counts the time since {@code start} for P {@code pid}; the caller owns the P. */
  public void elapsed(int pid, long start) {
    int at = slot(pid);
    ofP[at] += now() - start;
    if (ofP[at] > SLACK) {
      total.getAndAdd(ofP[at]);
      ofP[at] = 0;
    }
  }

  /** The global sum. */
  public long total() {
    return total.getOpaque();
  }

  /** What P {@code pid} has not given away; for its owner, and at quiescence. */
  public long kept(int pid) {
    return ofP[slot(pid)];
  }

  /** A new cycle: all sums are 0; the world is stopped. */
  public void reset() {
    // opaque: the restart of the world publishes it
    total.setOpaque(0);
    for (int at = 0; at < ofP.length; at += STRIDE) {
      ofP[at] = 0;
    }
  }

  private static int slot(int pid) {
    return (pid + 1) * STRIDE;
  }
}
