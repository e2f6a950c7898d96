/**
 * Where pages come from and where they go, between spans: the caches of the Ps, the bitmap, growth,
 * and the scavenger.
 *
 * <p>Rules that hold across the package:
 *
 * <ol>
 *   <li>A grown page is in exactly one place: free in the bitmap, in one P's page cache, in one P's
 *       run cache, with the scavenger, or in a span (PG1). In all but the last it is idle in the
 *       figures (AC7).
 *   <li>Caches belong to the owner of their P; everything else may be used by anyone at once.
 *   <li>Figures move before pages become visible: growth and scavenging count first, publish then.
 * </ol>
 *
 * <p>Depends on {@code heap.page}, {@code heap.span}, {@code heap.stats}, {@code heap.memory} and
 * {@code phase}; knows nothing of the lives of spans.
 */
package io.quiesce.heap.supply;
