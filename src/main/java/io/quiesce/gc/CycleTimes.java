package io.quiesce.gc;

import java.util.function.LongSupplier;

/**
 * When the steps of the present cycle happened. Written by the M that does the step: each step hands
 * over to the next through the stop and the start of the world.
 */
final class CycleTimes {
  private final LongSupplier nanos;
  private final long origin;

  private boolean forced;
  private long heapAtStart;
  private long goal;
  private long stopping;
  private long markBegan;
  private long markEnded;
  private long terminated;

  CycleTimes(LongSupplier nanos) {
    this.nanos = nanos;
    origin = nanos.getAsLong();
  }

  /** The world is about to be stopped for a start. */
  void stopping(boolean byForce, long heapLive) {
    forced = byForce;
    heapAtStart = heapLive;
    stopping = nanos.getAsLong();
  }

  /** Marking is about to run beside the program. */
  void markBegins(long heapGoal) {
    goal = heapGoal;
    markBegan = nanos.getAsLong();
  }

  /** The world is stopped to end marking. */
  void markEnds() {
    markEnded = nanos.getAsLong();
  }

  /** The world is about to run again. */
  void terminated() {
    terminated = nanos.getAsLong();
  }

  boolean forced() {
    return forced;
  }

  long heapAtStart() {
    return heapAtStart;
  }

  long goal() {
    return goal;
  }

  long atNanos() {
    return stopping - origin;
  }

  long stopNanos() {
    return markBegan - stopping;
  }

  long markNanos() {
    return markEnded - markBegan;
  }

  long terminationNanos() {
    return terminated - markEnded;
  }
}
