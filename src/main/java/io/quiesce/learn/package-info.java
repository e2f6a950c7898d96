/**
 * The course: lessons on the memory model in which every claim is run.
 *
 * <p>{@code course} reads the lessons, {@code predict} explores their programs, {@code measure}
 * asks the hardware by jcstress, {@code exercise} judges a reader's own fix, and {@code page} fills
 * what was found into the lessons and shows them as text or as a site.
 *
 * <p>Rules that hold across it: no number of a lesson is typed by hand; a claim that does not hold
 * is a failure wherever the lesson is shown; what was not measured is said to be so.
 *
 * <p>May depend on {@code bugs} and {@code explore}; nothing of jcstress is needed to build it.
 */
package io.quiesce.learn;
