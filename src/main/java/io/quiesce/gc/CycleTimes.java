package io.quiesce.gc;

import io.quiesce.stack.StackAllocator.FreedSpans;
import java.util.function.LongSupplier;

/**
 * When the steps of the present cycle happened. Written by the M that does the step: each step
 * hands over to the next through the stop and the start of the world.
 */
final class CycleTimes {
  private final LongSupplier nanos;
  private final long origin;

  private boolean forced;
  private long heapAtStart;
  private long goal;
  private long stopping;
  private long judged;
  private long judgedAtStart;
  private long markBegan;
  private long markEnded;
  private long terminated;
  private long heapAtEnd;
  private long heapMarked;

  CycleTimes(LongSupplier nanos) {
    this.nanos = nanos;
    origin = nanos.getAsLong();
  }

  /** The world is about to be stopped for a start. */
  void stopping(boolean byForce, long heapLive) {
    forced = byForce;
    heapAtStart = heapLive;
    judged = 0;
    stopping = nanos.getAsLong();
  }

  /** Runs what judges the cycle while the world is stopped; its time is counted apart. */
  void judging(Runnable judge) {
    long began = nanos.getAsLong();
    judge.run();
    judged += nanos.getAsLong() - began;
  }

  /** Marking is about to run beside the program. */
  void markBegins(long heapGoal) {
    goal = heapGoal;
    judgedAtStart = judged;
    markBegan = nanos.getAsLong();
  }

  /** The world is stopped to end marking. */
  void markEnds() {
    markEnded = nanos.getAsLong();
  }

  /** The world is about to run again. */
  void terminated(long heapLive, long marked) {
    heapAtEnd = heapLive;
    heapMarked = marked;
    terminated = nanos.getAsLong();
  }

  /** Nanoseconds of marking beside the program. */
  long markNanos() {
    return markEnded - markBegan;
  }

  /** The report of the cycle. */
  CycleReport report(
      long cycle, long assist, long dedicated, long idle, FreedSpans freed, int procs) {
    return new CycleReport(
        cycle,
        stopping - origin,
        forced,
        markBegan - stopping - judgedAtStart,
        markNanos(),
        terminated - markEnded - (judged - judgedAtStart),
        judged,
        heapAtStart,
        heapAtEnd,
        heapMarked,
        goal,
        assist,
        dedicated,
        idle,
        freed,
        procs);
  }
}
