package io.quiesce.gc.pace;

/**
 * How many background mark workers a cycle wants (Go: {@code startCycle} in mgcpacer.go). A quarter
 * of the processors marks in the background; what whole workers cannot express is left to a
 * fractional one.
 *
 * @param dedicated Ps that do nothing but mark
 * @param fractional the share of its time that each P gives to fractional marking, 0 for none
 * @param maxIdle how many Ps that have nothing else to do may mark at a time
 */
public record WorkerGoals(int dedicated, double fractional, int maxIdle) {
  /** The share of all processors that marks in the background. */
  public static final double UTILIZATION = 0.25;

  private static final double MAX_ERROR = 0.3;

  /**
   * The goals of Go 1.10 to 1.19: the nearest whole number of workers; if that is more than 30% off
   * the quarter, the smaller number and a fractional goal for every P.
   *
   * @param periodic the cycle was started by the clock: then idle Ps mark only if nobody else would
   * @throws IllegalArgumentException if there is no P
   */
  public static WorkerGoals nearest(int procs, boolean periodic) {
    requireProcs(procs);
    double total = procs * UTILIZATION;
    int dedicated = (int) (total + 0.5);
    double error = dedicated / total - 1;
    double fractional = 0;
    if (Math.abs(error) > MAX_ERROR) {
      if (dedicated > total) {
        dedicated--;
      }
      fractional = (total - dedicated) / procs;
    }
    int idle = !periodic ? procs - dedicated : dedicated > 0 ? 0 : 1;
    return new WorkerGoals(dedicated, fractional, idle);
  }

  /**
   * The goals of Go 1.5 to 1.9: whole workers rounded down, the rest on one P.
   *
   * @throws IllegalArgumentException if there is no P
   */
  public static WorkerGoals roundedDown(int procs) {
    requireProcs(procs);
    double total = procs * UTILIZATION;
    int dedicated = (int) total;
    return new WorkerGoals(dedicated, total - dedicated, procs - dedicated);
  }

  /** Whether there is fractional work. */
  public boolean hasFractional() {
    return fractional > 0;
  }

  private static void requireProcs(int procs) {
    if (procs < 1) {
      throw new IllegalArgumentException("goals for " + procs + " Ps; at least one is needed");
    }
  }
}
