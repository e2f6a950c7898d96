package io.quiesce.gc.pace;

/**
 * Expects that everything that can be scanned is alive (Go 1.5 to 1.17, here as of 2016): what
 * remains is the scannable heap less what was done, to be spread over the bytes up to the goal.
 */
record WorstCaseRevision() implements Revision {
  @Override
  public AssistRatio revise(CycleFigures now) {
    long work = Math.max(now.heapScan() - now.scanWork(), LEAST_WORK);
    long bytes = Math.max(now.goal() - now.heapLive(), 1);
    return AssistRatio.of(work, bytes);
  }
}
