package io.quiesce.stress.jcstress;

import io.quiesce.stress.Mode;
import java.time.Duration;

/**
 * Divides the time that is left among the tests that are left, and learns what a fork costs.
 *
 * <p>A fork takes its start-up plus the time it tests. The start-up is measured on every test, so
 * that a slow or a shared machine runs fewer forks instead of a longer suite.
 */
final class ForkBudget {
  /** The forks that even the smallest share gets: C2, C2 with random scheduling, C1. */
  static final int LEAST_FORKS = 3;

  private static final double FIRST_GUESS_MILLIS = 600;
  private static final double WEIGHT_OF_NEWEST = 0.5;

  private final Limits limits;
  private final int lanes;
  private final long deadlineNanos;
  private double startupMillis = FIRST_GUESS_MILLIS;

  /**
   * One test's share.
   *
   * @param forks how many JVMs
   * @param iterations how often each starts its actors anew
   * @param millis how long each such iteration lasts
   */
  record Share(int forks, int iterations, int millis) {
    /** The time that each fork spends testing. */
    int testingMillis() {
      return iterations * millis;
    }

    @Override
    public String toString() {
      return forks + (forks == 1 ? " fork x " : " forks x ") + iterations + " x " + millis + " ms";
    }
  }

  private record Limits(int iterations, int leastMillis, int mostMillis, boolean repeat) {
    static Limits of(Mode mode) {
      return switch (mode) {
        case SANITY -> new Limits(1, 40, 300, false);
        case QUICK -> new Limits(5, 500, 4_000, false);
        case NIGHTLY -> new Limits(5, 5_000, 10_000, true);
      };
    }
  }

  /**
   * Starts the clock.
   *
   * @param lanes the number of forks that this machine runs at a time
   */
  ForkBudget(Mode mode, Duration budget, int lanes) {
    this.limits = Limits.of(mode);
    this.lanes = lanes;
    this.deadlineNanos = System.nanoTime() + budget.toNanos();
  }

  /** The share of the next test when {@code testsLeft} (itself included) are still to run. */
  Share next(int testsLeft, int distinctForks) {
    double left = Math.max(0, (deadlineNanos - System.nanoTime()) / 1e6);
    double laneMillis = left / testsLeft * lanes;
    int most = limits.repeat ? Integer.MAX_VALUE : distinctForks;
    int affordable = (int) (laneMillis / (startupMillis + limits.leastMillis));
    int forks = Math.max(Math.min(LEAST_FORKS, distinctForks), Math.min(most, affordable));
    double millis = laneMillis / forks - startupMillis;
    millis = Math.max(limits.leastMillis, Math.min(limits.mostMillis, millis));
    return new Share(forks, limits.iterations, (int) (millis / limits.iterations));
  }

  /** Learns from a test that took {@code wall} for {@code share}. */
  void learn(Share share, Duration wall) {
    double perFork = wall.toMillis() * (double) lanes / share.forks - share.testingMillis();
    startupMillis += WEIGHT_OF_NEWEST * (Math.max(0, perFork) - startupMillis);
  }
}
