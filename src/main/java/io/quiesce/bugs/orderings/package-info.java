/**
 * Bugs by rule: every atomic access of the subject with the next weaker mode.
 *
 * <p>An access is found in the sources by javac itself, which knows the types, so a method of a
 * {@code VarHandle}, of {@code java.util.concurrent.atomic} or a fence is never mistaken for
 * another. Each mutant is a diff of one line and has the form of any other bug. One that no tool
 * catches is a finding: the access is stronger than it need be, or a suite is missing.
 *
 * <p>Depends on {@code corpus}, {@code overlay} and {@code place}, and on {@code explore.weaken}.
 */
package io.quiesce.bugs.orderings;
