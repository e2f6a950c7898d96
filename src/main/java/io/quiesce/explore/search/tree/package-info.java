/**
 * The tree of a search: how its nodes branch, where in it a worker is, and how it is divided.
 *
 * <p>The algorithm is TruSt (Kokologiannakis, Marmanis, Gladstein, Vafeiadis, POPL 2022) in {@code
 * Explorer} and {@code Revisits}; {@code Path} says where in the tree the search is, so that the
 * tree can be cut into {@code Task}s, which workers take from the {@code Frontier}.
 *
 * <p>Rules that hold across the package:
 *
 * <ul>
 *   <li>ET1. The tree is a function of the program, the model and the bounds: no clock, no hash
 *       order, no other worker influences which children a node has or how they are numbered.
 *   <li>ET2. Memory is bounded by the depth of the recursion times the size of a graph.
 * </ul>
 *
 * <p>Depends on {@code explore.search.execution} and what that depends on.
 */
package io.quiesce.explore.search.tree;
