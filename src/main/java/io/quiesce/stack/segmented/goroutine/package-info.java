/**
 * What goroutines do with their segments: call and return, grow by a new segment or by moving,
 * shrink by moving or in place, end and be used again (Go 2014: {@code newstack}, {@code oldstack},
 * {@code copystack}, {@code shrinkstack} in stack.c; {@code malg}, {@code gfput}, {@code gfget} in
 * proc.c).
 *
 * <p>{@link io.quiesce.stack.segmented.goroutine.SegmentedStacks} is the entrance. Frames are real:
 * return addresses, arguments and locals lie in the segment's memory, and {@link
 * io.quiesce.stack.segmented.goroutine.FuncTable} says of each program counter what its frame looks
 * like and where its pointers are.
 *
 * <p>Rules that hold across the package:
 *
 * <ul>
 *   <li>Everything that allocates or frees a segment runs on the system stack of the M.
 *   <li>O4. A goroutine that goes to a free list has one segment, of the size that it was charged.
 *   <li>O6. The limit is compared with the stable total: what the goroutine will own when the
 *       operation is over, never what it owns while a segment moves.
 *   <li>Only the top segment moves or shrinks; no address into the old one survives that.
 * </ul>
 *
 * Depends on {@code phase}, {@code stack.segmented} and {@code stack.segmented.block}.
 */
package io.quiesce.stack.segmented.goroutine;
