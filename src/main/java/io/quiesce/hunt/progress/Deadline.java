package io.quiesce.hunt.progress;

import java.time.Duration;

/** When a night is over. Immutable. */
public final class Deadline {
  private final long start = System.nanoTime();
  private final Duration budget;

  /** Starts the clock. */
  public Deadline(Duration budget) {
    this.budget = budget;
  }

  /** What is left; not below zero. */
  public Duration left() {
    Duration left = budget.minus(passed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Time since the start. */
  public Duration passed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The whole. */
  public Duration budget() {
    return budget;
  }

  /** Whether so much is left. */
  public boolean has(Duration time) {
    return left().compareTo(time) >= 0;
  }

  /** The shorter of a time and what is left. */
  public Duration atMost(Duration time) {
    Duration left = left();
    return time.compareTo(left) < 0 ? time : left;
  }
}
