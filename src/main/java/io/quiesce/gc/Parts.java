package io.quiesce.gc;

import io.quiesce.gc.assist.AssistClock;
import io.quiesce.gc.assist.Assists;
import io.quiesce.gc.object.ObjectHeap;
import io.quiesce.gc.pace.Pacer;
import io.quiesce.sched.Sched;
import io.quiesce.stack.StackAllocator;

/**
 * What a cycle works on.
 *
 * @param sched the Ps
 * @param stacks the stacks, and through them the page heap and the phase gate
 * @param objects the collected objects
 * @param pacer says when a cycle is due and what it aims at
 * @param marking the parts that mark
 * @param workers the background workers
 * @param assists the goroutines that pay
 * @param clock the time of assists
 * @param allocations what happens at each allocation
 */
record Parts(
    Sched sched,
    StackAllocator stacks,
    ObjectHeap objects,
    Pacer pacer,
    Marking marking,
    MarkWorkers workers,
    Assists assists,
    AssistClock clock,
    Allocations allocations) {}
