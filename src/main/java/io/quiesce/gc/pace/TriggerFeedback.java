package io.quiesce.gc.pace;

/**
 * Moves the point at which the next cycle starts by what the last one needed (Go 1.5 to 1.17:
 * {@code endCycle}): a proportional controller with gain 0.5.
 *
 * <p>The ratio is growth since the last mark: 0.5 starts the cycle when the heap is half as large
 * again as what survived.
 */
final class TriggerFeedback {
  /** Where it starts before anything was measured. */
  static final double FIRST = 7.0 / 8;

  private static final double GAIN = 0.5;
  private static final double HIGHEST = 0.95;

  private TriggerFeedback() {}

  /**
   * The next trigger ratio.
   *
   * @param ratio the one that started the cycle
   * @param goal the growth that was aimed at, 1.0 for GOGC 100
   * @param growth the growth that the heap had when the cycle ended
   * @param utilization the share of the processors that marked, assists included
   */
  static double next(double ratio, double goal, double growth, double utilization) {
    double error = goal - ratio - utilization / WorkerGoals.UTILIZATION * (growth - ratio);
    return Math.max(0, Math.min(ratio + GAIN * error, HIGHEST * goal));
  }
}
