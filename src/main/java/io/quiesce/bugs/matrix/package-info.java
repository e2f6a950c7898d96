/**
 * Measures bugs with tools, compares with what each bug promises, and writes the matrix: Markdown,
 * a page for people, JSON.
 *
 * <p>What contradicts a promise is a problem and fails the run: a tool that should catch a bug and
 * did not, one that should miss it and caught it, one that could not work, a bug that nothing
 * caught, and an alarm about the unpatched subject. Nothing is measured twice to get another
 * answer.
 *
 * <p>Depends on {@code corpus}, {@code overlay}, {@code place} and {@code tool}.
 */
package io.quiesce.bugs.matrix;
