/**
 * What people and machines read in the morning: pages of nights, and the same for build servers.
 *
 * <p>{@code view} says what a night amounts to, out of the facts of a ledger; {@code html}, {@code
 * chart} and {@code machine} show it. {@link io.quiesce.report.Reports} writes the files.
 *
 * <p>Rules that hold across it: nothing here decides or changes anything in a ledger; a night that
 * was blind, or has not ended, never looks like a clean one; what a ledger holds is text, and
 * becomes part of a page only escaped.
 *
 * <p>May depend on {@code hunt} and {@code bugs}.
 */
package io.quiesce.report;
