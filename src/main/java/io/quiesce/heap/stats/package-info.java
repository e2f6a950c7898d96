/**
 * The heap's figures, by purpose, and snapshots of them in which every identity holds exactly.
 *
 * <p>{@link io.quiesce.heap.stats.HeapStats} is written by everyone and waits for nobody; {@link
 * io.quiesce.heap.stats.HeapSnapshot} is one consistent reading of it, with Go's names for what can
 * be derived. All figures are bytes.
 *
 * <p>Depends on {@code phase} for the context that says who writes, and on {@code heap.span} for
 * the purposes.
 */
package io.quiesce.heap.stats;
