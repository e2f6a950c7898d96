/**
 * Who may run and who may touch what: processors (P), threads (M), goroutines (G).
 *
 * <p>A per-P structure (stack cache, page cache, statistics shard) has no lock: it belongs to
 * whoever the ownership word of its {@link io.quiesce.sched.P} names. Four rules hold across the
 * package:
 *
 * <ol>
 *   <li>A P is IDLE, RUN by one M or CLAIMED by one M; the step out of IDLE is one compare-and-set,
 *       so two Ms never both think that they own it (S9, Y3, E9).
 *   <li>An M loses its P only at its own call ({@link io.quiesce.sched.M#poll}, {@link
 *       io.quiesce.sched.M#releasep}) and {@code poll} does nothing on the system stack; so code
 *       there keeps its P from beginning to end.
 *   <li>A ragged barrier reaches a P only through its owner; the world is stopped by owning all Ps.
 *       Both wait for code on a system stack, because it does not poll.
 *   <li>The stack of a goroutine is read, scanned or moved only by whoever its status word names:
 *       the M that runs it, or the holder of the scan bit (G7).
 * </ol>
 *
 * <p>Depends on {@code phase} only; knows no allocator.
 */
package io.quiesce.sched;
