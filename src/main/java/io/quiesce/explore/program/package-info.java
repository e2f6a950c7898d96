/**
 * The contract between a program under exploration and the search: what a thread may ask for, and
 * how it is run again.
 *
 * <p>A {@link io.quiesce.explore.program.Program} is a set of threads, each of which is a
 * deterministic function from the results of its earlier operations to its next {@link
 * io.quiesce.explore.program.Op}. Memory is not part of the program: every shared access is an
 * operation, and the search decides what it answers. One program object belongs to one worker and
 * is run again for each execution.
 *
 * <p>Three rules hold across the package:
 *
 * <ol>
 *   <li><b>Same results in, same operations out.</b> The next operation of a thread depends on
 *       nothing but the results which that thread has been given since {@code restart}.
 *   <li><b>Names are stable within a worker.</b> One number means the same location, thread, site
 *       or object in every execution of one program object. Two workers may number differently.
 *   <li><b>Values are {@code long}.</b> See {@link io.quiesce.explore.program.ValueType}.
 * </ol>
 *
 * <p>Depends on nothing.
 */
package io.quiesce.explore.program;
