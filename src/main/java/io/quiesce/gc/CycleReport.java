package io.quiesce.gc;

import io.quiesce.stack.StackAllocator.FreedSpans;
import java.util.Locale;

/**
 * What one cycle did, as Go's gctrace tells it.
 *
 * @param cycle its number, from 1
 * @param atNanos when it started, since the collector was made
 * @param forced whether it was asked for, and not started by the size of the heap
 * @param stopNanos how long the world was stopped to start marking
 * @param markNanos how long marking took beside the program
 * @param terminationNanos how long the world was stopped to end marking
 * @param judgedNanos how long the listeners took while the world was stopped; not in the other two
 * @param heapAtStart live bytes when it started
 * @param heapAtEnd live bytes when marking ended
 * @param heapMarked bytes marked
 * @param goal live bytes at which it should have ended
 * @param assistNanos the time of all assists
 * @param dedicatedNanos the time of dedicated and fractional workers
 * @param idleNanos the time of idle workers
 * @param freed stack spans freed at the end
 * @param procs number of Ps
 */
public record CycleReport(
    long cycle,
    long atNanos,
    boolean forced,
    long stopNanos,
    long markNanos,
    long terminationNanos,
    long judgedNanos,
    long heapAtStart,
    long heapAtEnd,
    long heapMarked,
    long goal,
    long assistNanos,
    long dedicatedNanos,
    long idleNanos,
    FreedSpans freed,
    int procs) {
  private static final double MIB = 1 << 20;

  /** The line of {@code GODEBUG=gctrace=1}, with the freed stack spans behind it. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "gc %d @%.3fs: %.2f+%.1f+%.2f ms clock, %.1f/%.1f/%.1f ms cpu,"
            + " %.1f->%.1f->%.1f MB, %.1f MB goal, %d+%d stack spans freed, %.1f ms audit, %d P%s",
        cycle,
        atNanos / 1e9,
        stopNanos / 1e6,
        markNanos / 1e6,
        terminationNanos / 1e6,
        assistNanos / 1e6,
        dedicatedNanos / 1e6,
        idleNanos / 1e6,
        heapAtStart / MIB,
        heapAtEnd / MIB,
        heapMarked / MIB,
        goal / MIB,
        freed.pool(),
        freed.large(),
        judgedNanos / 1e6,
        procs,
        forced ? " (forced)" : "");
  }
}
