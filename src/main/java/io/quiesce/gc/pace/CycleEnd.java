package io.quiesce.gc.pace;

/**
 * What a cycle ended with.
 *
 * @param heapMarked bytes that survived
 * @param procs how many Ps there are
 * @param nanos how long marking took
 * @param assistNanos the time that all assists took together
 */
public record CycleEnd(long heapMarked, int procs, long nanos, long assistNanos) {}
