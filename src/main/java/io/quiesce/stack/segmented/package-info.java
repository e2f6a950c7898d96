/**
 * Go's stacks of 2014: chains of segments, each with a record at its top, allocated and freed by
 * origin (SEED-14: the commit that made {@code gp->stacksize} exact and put the origin flag into
 * the record; src/pkg/runtime/stack.c and stack.h of March 2014).
 *
 * <p>{@link io.quiesce.stack.segmented.SegmentAllocator} hands out segments and takes them back. A
 * segment of the fixed size comes from the ring of the M ({@link
 * io.quiesce.stack.segmented.SegmentRing}), all others from the heap; the malloced flag in the
 * segment's own {@link io.quiesce.stack.segmented.Stktop} says which, and nothing else does.
 *
 * <p>Rules that hold across the package:
 *
 * <ul>
 *   <li>O1. {@code gp.stacksize} is the sum of the sizes of all segments of gp, whenever gp is not
 *       inside stackalloc, stackfree or copystack.
 *   <li>O2. The malloced flag is the segment's real origin, from allocation to free.
 *   <li>O3. The free path depends on the flag alone; ring entries have the fixed size and came from
 *       a batch.
 *   <li>O5. Each segment is freed once, to where it came from; the sum of {@code stackinuse} over
 *       all Ms is the number of live segments that came from a batch.
 *   <li>O7. A Stktop is read before its segment is freed.
 * </ul>
 *
 * A goroutine belongs to the M that runs it, or to the M that claimed it (status COPYSTACK); its
 * fields, except status and preemption request, are plain. Errors are found before anything
 * changes.
 *
 * <p>Depends on {@code phase}, {@code heap} and {@code stack.segmented.block}.
 */
package io.quiesce.stack.segmented;
