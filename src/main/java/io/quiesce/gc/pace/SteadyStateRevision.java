package io.quiesce.gc.pace;

/**
 * Expects as much scan work as the cycle before took (Go 1.18 and 1.19, mgcpacer.go).
 *
 * <ol>
 *   <li>If more was done than that, the heap is growing: expect the most that is possible, and move
 *       the goal out in the same proportion, at most by the growth that the next cycle would be
 *       allowed anyway.
 *   <li>If the heap is beyond the goal, allow a tenth more and expect the most that is possible.
 *   <li>Spread what remains over the bytes up to the goal.
 * </ol>
 */
record SteadyStateRevision() implements Revision {
  private static final double OVERSHOOT = 1.1;

  /** GOGC off in a forced cycle: as if the growth hardly had a limit. */
  private static final int GOGC_OFF = 100_000;

  @Override
  public AssistRatio revise(CycleFigures now) {
    long goal = now.goal();
    long expected = now.lastScan() + now.globalsScan();
    long most = now.heapScan() + now.maxStackScan() + now.globalsScan();
    if (now.scanWork() > expected) {
      goal = extended(now, expected, most);
      expected = most;
    }
    if (now.heapLive() > goal) {
      goal = (long) (goal * OVERSHOOT);
      expected = most;
    }
    long work = Math.max(expected - now.scanWork(), LEAST_WORK);
    long bytes = Math.max(goal - now.heapLive(), 1);
    return AssistRatio.of(work, bytes);
  }

  /** Step 1: the goal that keeps the ratio as it was, up to the hard limit. */
  private static long extended(CycleFigures now, long expected, long most) {
    int gogc = now.gogc() < 0 ? GOGC_OFF : now.gogc();
    long hard = (long) ((1.0 + gogc / 100.0) * now.goal());
    if (expected == 0) {
      // any work is infinitely more than none: the hard limit decides
      return hard;
    }
    double runway = now.goal() - now.triggered();
    long stretched = (long) (runway / expected * most);
    return stretched > hard - now.triggered() ? hard : stretched + now.triggered();
  }
}
