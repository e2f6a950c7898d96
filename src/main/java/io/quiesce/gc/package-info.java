/**
 * The collector as a whole: the cycle that joins the parts below (Go: {@code gcStart}, {@code
 * gcMarkDone}, {@code gcMarkTermination}, the background workers in mgc.go).
 *
 * <p>{@link io.quiesce.gc.Collector} is what a runtime sees. It joins {@code gc.object} (objects
 * and their sweep), {@code gc.mark} (marking), {@code gc.work} (work buffers), {@code gc.complete}
 * (the decision that marking is over), {@code gc.assist} and {@code gc.pace}.
 *
 * <p>Rules that hold across the package:
 *
 * <ol>
 *   <li>The phase changes only while the world is stopped, in the order OFF, MARK,
 *       MARK_TERMINATION, OFF (P1), by the M that started the cycle or by the one that completed
 *       it.
 *   <li>Blackening is enabled after the phase is MARK and disabled before it is anything else (P2).
 *   <li>Cycles do not overlap: one word is taken at the start and given back at the very end (P8);
 *       it is no owner lock, since another M ends the cycle than the one that started it.
 * </ol>
 *
 * <p>Depends on its sub-packages, {@code stack}, {@code heap}, {@code sched} and {@code phase}.
 */
package io.quiesce.gc;
