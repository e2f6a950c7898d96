/**
 * Spans of collected objects: sizes, the bits of the objects, and the map that finds them.
 *
 * <p>An {@link io.quiesce.gc.object.span.ObjectSpan} has one life, as the span of pages under it.
 * What many threads use at once are its bits and its sweep generation; everything else belongs to
 * its owner.
 *
 * <p>Depends on {@code heap.span} and {@code heap.memory}.
 */
package io.quiesce.gc.object.span;
