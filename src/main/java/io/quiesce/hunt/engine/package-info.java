/**
 * Runs jobs, each engine in JVMs of its own, and says what came out in one form.
 *
 * <p>What could not work is {@code NEVER_RAN} and what says nothing is {@code VACUOUS}, never
 * {@code PASSED}. Every JVM that is started ends with the night; if the hunt itself is killed, with
 * the job at hand.
 *
 * <p>Depends on {@code model}, {@code finding}, {@code worker} and {@code bugs}.
 */
package io.quiesce.hunt.engine;
