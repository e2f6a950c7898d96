package io.quiesce.heap.supply;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.Memory;
import io.quiesce.heap.page.Claim;
import io.quiesce.heap.page.PageAllocator;
import io.quiesce.heap.page.PageCache;
import io.quiesce.heap.span.SpanMap;
import io.quiesce.heap.stats.HeapStats;
import io.quiesce.phase.ExecutionContext;

/**
 * Where spans get their pages from: the caches of the caller's P, then the bitmap, then growth (Go:
 * the middle of {@code allocSpan}, and {@code grow}).
 *
 * <p>Steps of a request for n pages:
 *
 * <ol>
 *   <li>If the caller has a P, take a run of n pages that the P freed lately.
 *   <li>If it has a P and n is below 16, take the run from the P's page cache.
 *   <li>If n is below 16 and the page cache is empty, refill it and take the run from there. Where
 *       the bitmap has nothing, the P's run cache is given back or the heap grows first, so that
 *       the P gets a block of its own. (In Go the request alone is met from the growth, and another
 *       P's cache is filled from the rest of the block; here, where a P keeps what it frees, the
 *       two would be neighbours for good, and pay for it at each access.)
 *   <li>Otherwise take the lowest run in the bitmap; if there is none, give the P's run cache back
 *       and look again.
 *   <li>If there is none, grow by whole chunks and look again. Growth makes what the pages need
 *       (bytes, map slots) before it claims the addresses, then moves the figures, then publishes
 *       the pages: who takes one finds all of it.
 *   <li>If the address space is used up or the system refuses, give a refilled cache back and
 *       answer none: the figures, the map and every span are as before (H13), and no page is lost.
 * </ol>
 *
 * <p>Pages go back into the run cache of the caller's P. What that does not keep, or gives up for
 * it, goes into the page cache when it lies in its block, else to the bitmap. In Go they always go
 * to the bitmap; here a P that allocates and frees stays away from shared words. Such pages are as
 * before in exactly one place (PG1).
 *
 * <p>Not promised: what the caches of other Ps hold is not found, as in Go; each holds at most 64
 * pages and 8 runs of at most 64 pages. {@link #flush} ends that for one P.
 */
public final class PageSupply {
  /** Longer runs do not come from page caches (Go: {@code pageCachePages/4}). */
  private static final int CACHED_BELOW = PageCache.PAGES / 4;

  private final PageAllocator pages;
  private final SpanMap map;
  private final HeapStats stats;
  private final Memory memory;
  private final Frontier frontier = new Frontier();
  private final PageCache[] caches;
  private final RunCache[] runs;

  /** A supply without pages, for {@code procs} Ps, that keeps the other parts in step. */
  public PageSupply(int procs, PageAllocator pages, SpanMap map, HeapStats stats, Memory memory) {
    this.pages = pages;
    this.map = map;
    this.stats = stats;
    this.memory = memory;
    caches = new PageCache[procs];
    runs = new RunCache[procs];
    for (int i = 0; i < procs; i++) {
      caches[i] = new PageCache();
      runs[i] = new RunCache();
    }
  }

  /**
   * Takes {@code n} pages; the caller then owns them.
   *
   * @return a {@link Claim}, or {@link Claim#NONE} if there are none and the heap cannot grow
   */
  public long take(ExecutionContext ctx, int n) {
    int pid = ctx.pid();
    if (pid == ExecutionContext.NO_P) {
      return takeShared(ctx, n);
    }
    PageCache cache = cache(pid);
    boolean small = n < CACHED_BELOW;
    long claim = runs[pid].take(n);
    if (claim == Claim.NONE && small && !cache.isEmpty()) {
      claim = cache.alloc(n);
    }
    if (claim == Claim.NONE) {
      claim = small && cache.isEmpty() ? takeRefilled(ctx, cache, n) : takeShared(ctx, n);
    }
    return claim;
  }

  private long takeRefilled(ExecutionContext ctx, PageCache cache, int n) {
    boolean refilled = refill(ctx, cache, n);
    long claim = refilled ? cache.alloc(n) : Claim.NONE;
    if (claim == Claim.NONE) {
      claim = takeShared(ctx, n);
      if (claim == Claim.NONE && refilled) {
        pages.flush(cache);
      }
    }
    return claim;
  }

  /** False if there are no pages, or others took them meanwhile. */
  private boolean refill(ExecutionContext ctx, PageCache cache, int n) {
    long seen = frontier.seen();
    return pages.allocToCache(cache)
        || ((flushRuns(ctx.pid()) || grow(ctx, seen, n)) && pages.allocToCache(cache));
  }

  private long takeShared(ExecutionContext ctx, int n) {
    while (true) {
      long seen = frontier.seen();
      long claim = pages.alloc(n);
      if (claim != Claim.NONE) {
        return claim;
      }
      if (flushRuns(ctx.pid())) {
        continue;
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

  /**
   * Grows by exactly these pages; false if the system refuses.
   *
   * @throws PlacementException unless they are whole chunks that were never grown
   */
  public boolean growAt(ExecutionContext ctx, long page, long n) {
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

  /** Gives pages back, whose owner the caller was. */
  public void giveBack(ExecutionContext ctx, long page, int n) {
    int pid = ctx.pid();
    if (pid == ExecutionContext.NO_P) {
      pages.free(page, n);
    } else if (runs[pid].keeps(n)) {
      long evicted = runs[pid].put(page, n);
      if (evicted != RunCache.NOTHING) {
        pages.free(cache(pid), RunCache.page(evicted), RunCache.length(evicted));
      }
    } else {
      pages.free(cache(pid), page, n);
    }
  }

  /** Gives what the caches of {@code pid} hold back to the bitmap; the caller owns the P. */
  public void flush(int pid) {
    pages.flush(cache(pid));
    boolean unused = flushRuns(pid);
  }

  /** Gives the P's runs back to the bitmap; false if there were none. */
  private boolean flushRuns(int pid) {
    if (pid == ExecutionContext.NO_P || runs[pid].size() == 0) {
      return false;
    }
    while (runs[pid].size() > 0) {
      long run = runs[pid].removeOldest();
      pages.free(RunCache.page(run), RunCache.length(run));
    }
    return true;
  }

  /** The run cache of {@code pid}; only for its owner, or at quiescence. */
  public RunCache runCache(int pid) {
    requireProc(pid);
    return runs[pid];
  }

  /** The page cache of {@code pid}; only for its owner, or at quiescence. */
  public PageCache cache(int pid) {
    requireProc(pid);
    return caches[pid];
  }

  private void requireProc(int pid) {
    if (pid < 0 || pid >= caches.length) {
      throw new IllegalArgumentException(
          "P " + pid + " has no page cache; the heap has " + caches.length + " Ps");
    }
  }

  private static long roundUpToChunks(int n) {
    long chunk = PageAllocator.CHUNK_PAGES;
    return (n + chunk - 1) / chunk * chunk;
  }
}
