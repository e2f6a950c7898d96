/**
 * Replays recorded Go runtime traces against the subject.
 *
 * <p>{@link io.quiesce.trace.Replay} feeds every event of a file, in {@code seq} order, to a list
 * of independent judges; a new part of the subject gets a judge of its own and nothing else
 * changes. Nothing is chosen by a file's name. Depends on the sub-packages, of which {@code read}
 * knows none of the others and the judges know only {@code read} and {@code check}.
 */
package io.quiesce.trace;
