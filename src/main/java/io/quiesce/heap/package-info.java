/**
 * The page heap (Go: {@code mheap}): hands out runs of pages to the collected heap and to manual
 * owners, finds the span of an address, and keeps the figures exact.
 *
 * <p>{@link io.quiesce.heap.PageHeap} is the whole for its callers. It joins parts that know
 * nothing of it: {@code heap.page} (which pages are free), {@code heap.span} (spans and the map),
 * {@code heap.stats} (figures), {@code heap.memory} (bytes) and {@code heap.supply} (caches, growth
 * and scavenging on top of these).
 *
 * <p>Rules that hold across the package:
 *
 * <ol>
 *   <li>Order of a birth: pages claimed, bytes handed out, figures, span word, map. Order of a
 *       death: span word, map, figures, bytes, pages. So no page ever has two live spans (H1), and
 *       every consistent cut of the figures contains a death before the birth that reuses its
 *       pages.
 *   <li>A span dies only inside the phase gate (H4), PTR_SCALAR_BITS excepted.
 *   <li>A request that cannot be met returns null or false with nothing changed (H13); a wrong
 *       request is an exception before anything is changed.
 *   <li>No locks; nothing waits, except an answer "exhausted" for a growth that is under way.
 * </ol>
 *
 * <p>Depends on {@code phase} and its own sub-packages.
 */
package io.quiesce.heap;
