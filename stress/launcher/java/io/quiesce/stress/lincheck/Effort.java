package io.quiesce.stress.lincheck;

import io.quiesce.stress.Mode;
import java.time.Duration;

/**
 * How many interleavings the checks of one class explore. Counts, not times, bound them, so that a
 * run with the same number of tests explores the same on every machine.
 *
 * @param exhaustiveBound the most interleavings that a scenario to be exhausted may have
 * @param bound interleavings of any other scenario
 * @param randomScenarios how many random scenarios
 */
record Effort(int exhaustiveBound, int bound, int randomScenarios) {
  /** Interleavings a second of a small test, as measured on slow machines. */
  private static final int RATE = 1_000;

  private static final int LEAST_SCENARIOS = 2;
  private static final int MOST_SCENARIOS = 500;

  /** The effort for each of {@code tests} classes in {@code budget}. */
  static Effort of(Mode mode, Duration budget, int tests, int exhaustiveBound) {
    int bound =
        switch (mode) {
          case SANITY -> 1_000;
          case QUICK -> 2_000;
          case NIGHTLY -> 30_000;
        };
    // Half of the time is for the scenarios that are explored to their end.
    long affordable = budget.toMillis() * RATE / 1_000 / 2 / tests / bound;
    int random = (int) Math.max(LEAST_SCENARIOS, Math.min(MOST_SCENARIOS, affordable));
    return new Effort(exhaustiveBound, bound, random);
  }
}
