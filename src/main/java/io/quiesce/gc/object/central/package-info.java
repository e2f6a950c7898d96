/**
 * The spans of collected objects that no P caches: lock-free sets, swept and unswept, for each span
 * class.
 *
 * <p>Whoever pops a span owns it; which set is the swept one follows from the sweep generation.
 *
 * <p>Depends on {@code gc.object.span}, {@code heap} for the links, and {@code lockfree}.
 */
package io.quiesce.gc.object.central;
