/**
 * A reader's own fix, compiled and judged by the explorer.
 *
 * <p>The reader's sources are compiled against a few annotations that the product carries as
 * sources; they have the names of jcstress' own, so that the same file also runs under jcstress.
 * What is judged is the outcomes, not what the reader's annotations say of them: none that the
 * exercise does not permit may be reachable, and each that it requires must be.
 *
 * <p>Depends on {@code learn.course}, {@code learn.predict}, {@code bugs.place}, {@code
 * bugs.overlay} and {@code explore}.
 */
package io.quiesce.learn.exercise;
