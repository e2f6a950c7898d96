package io.quiesce.gc.pace;

/**
 * What a revision of the assist ratio looks at: one reading of the heap and of the cycle's
 * progress. Bytes, except where it says units of scan work; one unit is one byte scanned.
 *
 * @param gogc growth in percent that is aimed at; negative is off
 * @param heapLive allocated and not known dead
 * @param heapScan of it, what holds pointers
 * @param scanWork units done so far in this cycle
 * @param goal the heap size at which the cycle should be over
 * @param triggered the heap size at which the cycle began
 * @param lastScan units that heap and stacks took in the cycle before
 * @param maxStackScan the most that the stacks can take
 * @param globalsScan what the globals take
 */
public record CycleFigures(
    int gogc,
    long heapLive,
    long heapScan,
    long scanWork,
    long goal,
    long triggered,
    long lastScan,
    long maxStackScan,
    long globalsScan) {}
