/**
 * The threads of the program under exploration, as coroutines.
 *
 * <p>{@link io.quiesce.explore.java.strand.Strands} knows which of them runs, hands each of its
 * operations to the search and stops the coroutine until the answer is there. Rules that hold
 * across the package:
 *
 * <ol>
 *   <li>One strand runs at a time; the worker and its coroutines hand control to each other.
 *   <li>What is refused is remembered (see {@link io.quiesce.explore.java.strand.Refusal}), since
 *       the code under exploration may catch whatever is thrown through it.
 * </ol>
 *
 * <p>Depends on {@code explore.program} and {@code explore.transform}.
 */
package io.quiesce.explore.java.strand;
