/**
 * The search: every execution of a program that a model allows, each exactly once.
 *
 * <p>{@link io.quiesce.explore.search.Search} is the entry; what it visits is an {@link
 * io.quiesce.explore.search.execution.Execution}, and the tree it walks is that of {@code
 * explore.search.tree}. Here are the workers, what they count, and random walks for programs that
 * are too large.
 *
 * <p>Rules that hold across the package:
 *
 * <ul>
 *   <li>ES1. What is counted does not depend on the number of workers.
 *   <li>ES2. Nothing is kept of executions that have been visited, except by the self-check.
 *   <li>ES3. A bound that was hit is never silent.
 * </ul>
 *
 * <p>Depends on {@code explore.search.tree}, {@code explore.search.execution} and what those depend
 * on.
 */
package io.quiesce.explore.search;
