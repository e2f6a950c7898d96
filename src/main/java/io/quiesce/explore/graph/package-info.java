/**
 * Execution graphs: what was done, in program order, and who read and overwrote what.
 *
 * <p>The events of a {@link io.quiesce.explore.graph.Graph} are numbered densely in the order in
 * which they were added. Its relations are {@code po} (the list of a thread), {@code rf} (the
 * source of a read), {@code co} (the list of a location, total, the initial value first) and {@code
 * rmw} (a successful read-modify-write is two events, adjacent in {@code po}, that share one
 * operation).
 *
 * <p>Rules that hold across the package:
 *
 * <ul>
 *   <li>EG1. Events are removed in the reverse of the order in which they were added; the only
 *       other way to lose events is to copy a part of a graph into another one.
 *   <li>EG2. The events of a graph are closed under {@code po} and {@code rf}: whoever is there,
 *       its predecessors are, and {@code po ∪ rf} has no cycle.
 *   <li>EG3. Nothing here knows a memory model. Models keep what they derive for an event in rows
 *       that are named by thread and index, so a row stays right when a graph is copied in part.
 * </ul>
 *
 * <p>Not thread-safe; a graph belongs to one worker. Depends on {@code explore.program}.
 */
package io.quiesce.explore.graph;
