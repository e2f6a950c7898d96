package io.quiesce.hunt.night;

import java.time.Duration;

/** When a night is over. Immutable. */
final class Deadline {
  private final long start = System.nanoTime();
  private final Duration budget;

  /** Starts the clock. */
  Deadline(Duration budget) {
    this.budget = budget;
  }

  /** What is left; not below zero. */
  Duration left() {
    Duration left = budget.minus(passed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Time since the start. */
  Duration passed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The whole. */
  Duration budget() {
    return budget;
  }

  /** Whether so much is left. */
  boolean has(Duration time) {
    return left().compareTo(time) >= 0;
  }

  /** The shorter of a time and what is left. */
  Duration atMost(Duration time) {
    Duration left = left();
    return time.compareTo(left) < 0 ? time : left;
  }
}
