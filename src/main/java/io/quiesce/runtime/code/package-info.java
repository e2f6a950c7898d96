/**
 * Goroutines as resumable code: functions that keep everything they know in their frame.
 *
 * <p>A {@link io.quiesce.runtime.code.Function} is a state machine. Its program counter, its locals
 * and what its callees returned are words of its frame in real stack memory, and its instructions
 * ({@link io.quiesce.runtime.code.Routine}) name words, not values: no Java variable ever holds an
 * address of the collected heap. So a goroutine can stop after any step, its stack can be moved,
 * grown, shrunk and scanned, and the frames say it all.
 *
 * <p>Rules that hold across the package:
 *
 * <ol>
 *   <li>A safe point is where a goroutine can lose its P, and where its stack can be scanned or
 *       moved: a call, an allocation, a channel operation, the end of a step. Between two safe
 *       points it cannot.
 *   <li>A pointer that travels from one stack to another (an argument of a new goroutine, an
 *       element of a channel) is shaded while marking: the receiving stack may have been scanned
 *       before, the giving one after.
 * </ol>
 *
 * <p>Depends on {@code gc}, {@code stack}, {@code sched} and {@code runtime.schedule}.
 */
package io.quiesce.runtime.code;
