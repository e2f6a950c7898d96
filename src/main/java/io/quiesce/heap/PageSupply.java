package io.quiesce.heap;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.Memory;
import io.quiesce.heap.page.Claim;
import io.quiesce.heap.page.PageAllocator;
import io.quiesce.heap.page.PageCache;
import io.quiesce.heap.span.SpanMap;
import io.quiesce.heap.stats.HeapStats;
import io.quiesce.phase.ExecutionContext;

/**
 * Where spans get their pages from: the page cache of the caller's P, then the bitmap, then growth
 * (Go: the middle of {@code allocSpan}, and {@code grow}).
 *
 * <p>Steps of a request for n pages:
 *
 * <ol>
 *   <li>If the caller has a P and n is below 16, take the run from the P's cache; refill it only
 *       when it is empty.
 *   <li>Otherwise, or if the cache has no such run, take the lowest run in the bitmap.
 *   <li>If there is none, grow by whole chunks and look again. Growth makes what the pages need
 *       (bytes, map slots) before it claims the addresses, then moves the figures, then publishes
 *       the pages: who takes one finds all of it.
 *   <li>If the address space is used up or the system refuses, give a refilled cache back and
 *       answer none: nothing has changed (H13).
 * </ol>
 *
 * <p>Pages go back into the cache of the caller's P when they lie in its block, and to the bitmap
 * otherwise. That is not Go's, which always goes to the bitmap; it keeps a P that allocates and
 * frees away from shared words. Such pages are as before in exactly one place (PG1).
 */
final class PageSupply {
  /**
   * Runs of this many pages and more do not come from page caches (Go: {@code pageCachePages/4}).
   */
  private static final int CACHED_BELOW = PageCache.PAGES / 4;

  private final PageAllocator pages;
  private final SpanMap map;
  private final HeapStats stats;
  private final Memory memory;
  private final Frontier frontier = new Frontier();
  private final PageCache[] caches;

  PageSupply(HeapConfig config, PageAllocator pages, SpanMap map, HeapStats stats, Memory memory) {
    this.pages = pages;
    this.map = map;
    this.stats = stats;
    this.memory = memory;
    caches = new PageCache[config.procs()];
    for (int i = 0; i < caches.length; i++) {
      caches[i] = new PageCache();
    }
  }

  /** Takes {@code n} pages; a {@link Claim}, or {@link Claim#NONE} with nothing changed. */
  long take(ExecutionContext ctx, int n) {
    if (n >= CACHED_BELOW || ctx.pid() == ExecutionContext.NO_P) {
      return takeShared(ctx, n);
    }
    PageCache cache = cache(ctx.pid());
    boolean refilled = cache.isEmpty() && pages.allocToCache(cache);
    long claim = cache.isEmpty() ? Claim.NONE : cache.alloc(n);
    if (claim == Claim.NONE) {
      claim = takeShared(ctx, n);
      if (claim == Claim.NONE && refilled) {
        pages.flush(cache);
      }
    }
    return claim;
  }

  private long takeShared(ExecutionContext ctx, int n) {
    while (true) {
      long seen = frontier.seen();
      long claim = pages.alloc(n);
      if (claim != Claim.NONE) {
        return claim;
      }
      if (!grow(ctx, seen, n)) {
        if (!Frontier.isGrowing(seen) && frontier.seenAfterScan() == seen) {
          return Claim.NONE;
        }
        Thread.onSpinWait();
      }
    }
  }

  /** Grows by at least {@code n} pages; false if that was impossible or {@code seen} is past. */
  private boolean grow(ExecutionContext ctx, long seen, int n) {
    long from = Frontier.page(seen);
    long end = from + roundUpToChunks(n);
    return end <= pages.maxPages() && prepare(from, end) && tryGrow(ctx, seen, from, end);
  }

  /** Makes what the pages will need; harmless if they are then never grown. */
  private boolean prepare(long from, long end) {
    map.prepare(from, end - from);
    return memory.commit(HeapAddress.of(from), HeapAddress.bytes(end - from));
  }

  private boolean tryGrow(ExecutionContext ctx, long seen, long from, long end) {
    if (!frontier.tryBegin(seen, end)) {
      return false;
    }
    try {
      stats.grow(ctx, HeapAddress.bytes(end - from));
      pages.grow(from, end - from);
    } finally {
      frontier.end();
    }
    return true;
  }

  /** Grows by exactly these pages; false if the system refuses. */
  boolean growAt(ExecutionContext ctx, long page, long n) {
    requireUngrown(frontier.seen(), page, n);
    if (!prepare(page, page + n)) {
      return false;
    }
    long seen;
    do {
      seen = frontier.seen();
      requireUngrown(seen, page, n);
    } while (!tryGrow(ctx, seen, page, page + n));
    return true;
  }

  private void requireUngrown(long seen, long page, long n) {
    boolean free = page >= Frontier.page(seen) && n > 0 && n <= pages.maxPages() - page;
    if (!free || page % PageAllocator.CHUNK_PAGES != 0 || n % PageAllocator.CHUNK_PAGES != 0) {
      throw new PlacementException(
          "growAt "
              + HeapAddress.hex(HeapAddress.of(page))
              + " by "
              + n
              + " pages: must be whole chunks of 512 pages from "
              + HeapAddress.hex(HeapAddress.of(Frontier.page(seen)))
              + " to "
              + HeapAddress.hex(HeapAddress.of(pages.maxPages())));
    }
  }

  /** Gives pages back, whose owner the caller is. */
  void giveBack(ExecutionContext ctx, long page, int n) {
    if (ctx.pid() == ExecutionContext.NO_P) {
      pages.free(page, n);
    } else {
      pages.free(cache(ctx.pid()), page, n);
    }
  }

  /** Gives the pages in the cache of {@code pid} back to the bitmap. */
  void flush(int pid) {
    pages.flush(cache(pid));
  }

  /** The page cache of {@code pid}; only for its owner, or at quiescence. */
  PageCache cache(int pid) {
    if (pid < 0 || pid >= caches.length) {
      throw new IllegalArgumentException(
          "P " + pid + " has no page cache; the heap has " + caches.length + " Ps");
    }
    return caches[pid];
  }

  private static long roundUpToChunks(int n) {
    long chunk = PageAllocator.CHUNK_PAGES;
    return (n + chunk - 1) / chunk * chunk;
  }
}
