package io.quiesce.gc.pace;

/**
 * What a cycle starts with.
 *
 * @param procs how many Ps there are
 * @param periodic the clock started it, not the heap
 * @param maxStackScan bytes of all stacks
 * @param globalsScan bytes of globals that hold pointers
 */
public record CycleStart(int procs, boolean periodic, long maxStackScan, long globalsScan) {}
