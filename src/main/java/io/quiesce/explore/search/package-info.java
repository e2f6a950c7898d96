/**
 * The search: every execution of a program that a model allows, each exactly once.
 *
 * <p>{@link io.quiesce.explore.search.Search} is the entry. The algorithm is TruSt
 * (Kokologiannakis, Marmanis, Gladstein, Vafeiadis, POPL 2022) in {@code Explorer} and {@code
 * Revisits}; {@code Runner} keeps the program in step with the graph; {@code Path} says where in
 * the tree the search is, so that the tree can be divided.
 *
 * <p>Rules that hold across the package:
 *
 * <ul>
 *   <li>ES1. The tree is a function of the program and the options: no clock, no hash order, no
 *       other worker influences which children a node has or how they are numbered.
 *   <li>ES2. Memory is bounded by the depth of the recursion times the size of a graph; nothing is
 *       kept of executions that have been visited, except by the self-check.
 *   <li>ES3. A bound that was hit is never silent.
 * </ul>
 *
 * <p>Depends on {@code explore.graph}, {@code explore.model} and {@code explore.program}.
 */
package io.quiesce.explore.search;
