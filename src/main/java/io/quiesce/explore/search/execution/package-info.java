/**
 * One execution: how a program is kept in step with a graph, when a thread waits, how an execution
 * ends, what a visitor sees of it, and how it is written down and followed again.
 *
 * <p>Rule EX1: what a thread does next is a function of the results of its events; {@code Runner}
 * checks that whenever it runs a thread again.
 *
 * <p>Depends on {@code explore.graph}, {@code explore.model} and {@code explore.program}.
 */
package io.quiesce.explore.search.execution;
