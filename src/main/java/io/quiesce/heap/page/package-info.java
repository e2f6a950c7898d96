/**
 * Pages: which of them are free, who takes them, and which are known to be zero.
 *
 * <p>A <em>page</em> is named by its index from the start of the heap's address space; what a page
 * is in bytes is the caller's business. 512 pages make a <em>chunk</em>, the unit of growth; 64
 * pages make a <em>block</em>, one bitmap word and what a {@link io.quiesce.heap.page.PageCache}
 * holds. The package follows Go's {@code mpagealloc.go}, {@code mpagecache.go} and {@code
 * mpallocbits.go} in what is returned, and replaces the heap lock by atomics in how.
 *
 * <p>Rules that hold across the package:
 *
 * <ol>
 *   <li>The bitmap is the truth: a page belongs to whoever set its bit from 0 to 1, until that
 *       owner clears it (PG1 to PG4). Summaries and the search hint only say where to look first.
 *   <li>No method blocks: each loop is repeated only because another thread changed something, or
 *       because this thread has just corrected a stale summary.
 *   <li>Errors are thrown before anything is changed, and name the pages and their state.
 *   <li>Nothing is allocated on the Java heap except by growth and by errors.
 * </ol>
 *
 * <p>Depends on nothing else in the project.
 */
package io.quiesce.heap.page;
