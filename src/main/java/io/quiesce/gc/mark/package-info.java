/**
 * Marking: from the roots to every reachable object, while the program runs.
 *
 * <p>{@link io.quiesce.gc.mark.Roots} lists where marking begins, {@link io.quiesce.gc.mark.Drain}
 * is the loop of workers and assists, {@link io.quiesce.gc.mark.Marker} greys and scans single
 * objects, and {@link io.quiesce.gc.mark.WriteBarrier} is what the program does when it stores a
 * pointer.
 *
 * <p>Rules that hold across the package:
 *
 * <ol>
 *   <li>Whoever greys owns a P, and there is no safe point between claiming a mark bit and putting
 *       the object into the work of that P.
 *   <li>Stacks are read by who holds the scan bit, and new stacks begin black.
 *   <li>Pointers are precise: a word that says it is one leads to an object or out of the heap.
 * </ol>
 *
 * <p>Depends on {@code gc.object}, {@code gc.work}, the root counter of {@code gc.complete}, and on
 * {@code stack.goroutine} for the frames; it does not decide when marking is over.
 */
package io.quiesce.gc.mark;
