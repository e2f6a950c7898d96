/**
 * Spans: runs of pages with one owner and one purpose, and the map that finds them by address.
 *
 * <p>A {@link io.quiesce.heap.span.Span} is a fresh object for each life of its pages and is never
 * recycled, so a reference to it can be old but never means another span. Its {@link
 * io.quiesce.heap.span.SpanWord} is the only authority on whether it lives, for what purpose, and
 * what is in use inside it; what must change together changes in one compare-and-set of that word.
 *
 * <p>Rules that hold across the package:
 *
 * <ol>
 *   <li>Publication order (H2, H3): fields plainly, then the word (release), then the map
 *       (release), then the address. Lookups go the other way round with acquire.
 *   <li>Retirement order: the word first, by the one compare-and-set that can win; only then the
 *       pages. The map keeps dead spans until the pages have a new one.
 * </ol>
 *
 * <p>Depends on {@code heap.memory} for the arithmetic of addresses; knows neither the page
 * allocator nor the statistics.
 */
package io.quiesce.heap.span;
