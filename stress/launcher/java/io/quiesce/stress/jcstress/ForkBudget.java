package io.quiesce.stress.jcstress;

import io.quiesce.stress.Mode;
import java.time.Duration;

/**
 * Divides the time that is left among the tests that are left, and learns what a fork costs.
 *
 * <p>A fork takes its start-up plus the time it tests. The start-up is measured all the time, so
 * that a slow or a shared machine runs fewer forks instead of a longer suite.
 */
final class ForkBudget {
  private static final double FIRST_GUESS_MILLIS = 600;
  private static final double WEIGHT_OF_NEWEST = 0.5;

  private final Limits limits;
  private final int lanes;
  private final long deadlineNanos;
  private double startupMillis = FIRST_GUESS_MILLIS;
  private boolean learned;

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

    /** The same length for another number of JVMs. */
    Share withForks(int number) {
      return new Share(number, iterations, millis);
    }

    @Override
    public String toString() {
      return forks + (forks == 1 ? " fork x " : " forks x ") + iterations + " x " + millis + " ms";
    }
  }

  /** Bounds of a share; {@code leastForks} are run even when the time is up. */
  private record Limits(
      int leastForks, int iterations, int leastMillis, int mostMillis, boolean repeat) {
    static Limits of(Mode mode) {
      return switch (mode) {
        case SANITY -> new Limits(1, 1, 40, 300, false);
        case QUICK -> new Limits(2, 3, 120, 4_000, false);
        case NIGHTLY -> new Limits(3, 5, 5_000, 10_000, true);
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
    int forks = Math.max(Math.min(limits.leastForks, distinctForks), Math.min(most, affordable));
    double millis = laneMillis / forks - startupMillis;
    millis = Math.max(limits.leastMillis, Math.min(limits.mostMillis, millis));
    return new Share(forks, limits.iterations, (int) (millis / limits.iterations));
  }

  /** Learns from {@code forks} forks of {@code share} that took {@code wall}. */
  void learn(int forks, Share share, Duration wall) {
    int rounds = (forks + lanes - 1) / lanes;
    double perFork = wall.toMillis() / (double) rounds - share.testingMillis();
    // one measurement is better than a guess: half of a guess made single tests late on JDK 17
    startupMillis += (learned ? WEIGHT_OF_NEWEST : 1) * (Math.max(0, perFork) - startupMillis);
    learned = true;
  }
}
