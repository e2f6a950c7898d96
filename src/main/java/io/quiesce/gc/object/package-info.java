/**
 * The heap of collected objects: allocation by size class, and sweeping.
 *
 * <p>{@link io.quiesce.gc.object.ObjectHeap} is what the program uses; {@link
 * io.quiesce.gc.object.Sweeper} is what the cycle uses. Spans go from the page heap to a central
 * set of their class, to the cache of a P, and back, always with one owner.
 *
 * <p>Rules that hold across the package:
 *
 * <ol>
 *   <li>Caches belong to the owner of the P; spans in sets to nobody; a pop makes an owner.
 *   <li>Nothing is swept outside the phase gate, and nothing is allocated in a stale span.
 * </ol>
 *
 * <p>Depends on {@code heap}, {@code sched}, {@code phase}, {@code lockfree}; knows neither marking
 * nor assists, which reach it through {@link io.quiesce.gc.object.AllocHook}.
 */
package io.quiesce.gc.object;
