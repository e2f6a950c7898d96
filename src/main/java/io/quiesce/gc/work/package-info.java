/**
 * Work buffers: where grey objects wait (Go: runtime/mgcwork.go).
 *
 * <p>A grey object is in exactly one place: in a buffer of one P ({@link
 * io.quiesce.gc.work.GcWork}), in a buffer on the full list ({@link io.quiesce.gc.work.WorkBufs}),
 * or in the hands of whoever scans it. Three rules hold across the package:
 *
 * <ol>
 *   <li>A buffer has one owner. It changes hands only by the push and the pop of a list, which
 *       order its contents (W1, W9).
 *   <li>Whoever puts a buffer with contents on the full list says so in {@code flushedWork} of its
 *       P (W8); the decision that marking is over rests on it.
 *   <li>Memory of buffers goes back to the page heap only in phase OFF (W7).
 * </ol>
 *
 * <p>Depends on {@code heap}, {@code sched}, {@code phase} and {@code lockfree}; knows nothing of
 * objects or of the cycle.
 */
package io.quiesce.gc.work;
