/**
 * Mark assists: goroutines that allocate during marking pay with work (Go: the first third of
 * mgcmark.go).
 *
 * <p>Three rules hold across the package. Debt and credit are numbers of bytes and units that are
 * conserved up to rounding (A3, A4). Whoever adds a waiter looks for credit and for the end of the
 * cycle afterwards, and whoever adds credit or ends the cycle looks for waiters afterwards, so no
 * wake-up is lost although there is no lock (A6, A10). What runs on the system stack keeps no
 * reference into a user stack (Y2).
 *
 * <p>Depends on {@code phase}, {@code sched} and {@code gc.pace}; marking, completion and parking
 * come in through {@link io.quiesce.gc.assist.AssistDrain}, {@link
 * io.quiesce.gc.assist.Participation} and {@link io.quiesce.gc.assist.AssistParking}.
 */
package io.quiesce.gc.assist;
