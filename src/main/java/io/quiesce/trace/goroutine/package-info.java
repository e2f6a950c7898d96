/**
 * The goroutine level of a replay: which goroutine has which stack, when it grows, shrinks or
 * moves, and the lists of dead goroutines.
 *
 * <p>The sizes and decisions that Go recorded are compared with the subject's rules; addresses are
 * Go's, since what is judged here is who has a stack and of what size, not where it lies. Depends
 * on {@code trace.read}, {@code trace.check} and {@code stack}.
 */
package io.quiesce.trace.goroutine;
