/**
 * Which goroutine an M runs next (Go: the scheduler of runtime/proc.go).
 *
 * <p>Rules that hold across the package:
 *
 * <ol>
 *   <li>A runnable goroutine is in exactly one queue, or with the M that takes it from one.
 *   <li>No wake-up is lost: who publishes work looks for an idle P afterwards, and an M that goes
 *       idle gives its P up first and looks for work afterwards; a full fence stands between the
 *       two accesses on both sides.
 *   <li>An M that blocks in the middle of a goroutine's operation gives its P up and sees to it
 *       that another M is there for it; so at least as many Ms as there are Ps are never blocked.
 * </ol>
 *
 * <p>Depends on {@code sched} only.
 */
package io.quiesce.runtime.schedule;
