package io.quiesce.heap.page;

/**
 * The page allocator: finds, takes and gives back runs of pages without a lock (Go: {@code
 * pageAlloc}).
 *
 * <p>Single-threaded it returns the addresses that Go 1.19 returns: the lowest run that fits (PG8).
 * Several threads each get the lowest run that they saw. All methods are thread-safe except that a
 * {@link PageCache} belongs to its owner.
 *
 * <h2>Protocol of {@link #alloc}</h2>
 *
 * <ol>
 *   <li><b>Search</b> by summaries from the search hint on. They are hints: they may promise too
 *       much or too little while updates are under way.
 *   <li><b>Scan</b> if that found nothing: note the free counters of all chunks, look at the bits
 *       of all chunks. Nothing found and the counters unmoved: answer none. Moved: scan again.
 *   <li><b>Claim</b> the run by CAS on its bitmap words. On a conflict roll back, bring the
 *       summaries over the run up to date, and begin again.
 *   <li><b>Settle</b>: scavenged bits, chunk versions, summaries, and the hint if its chunk is
 *       full.
 * </ol>
 *
 * {@link #free} checks the bits, clears them, raises the versions, updates the summaries, and
 * lowers the hint where a summary was written below it.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>PG1 to PG4: by the CAS on each bitmap word; see {@link Runs}.
 *   <li>PG5, summaries exact at quiescence: see {@link Region}.
 *   <li>PG6, no free page below the hint at quiescence: see {@link SearchHint}.
 *   <li>PG7, scavenged pages are free: see {@link Chunk}.
 *   <li>PG8, first fit: with exact summaries and hint the search finds the lowest run.
 *   <li>PG9, none means none. Suppose that a run of {@code n} pages was free when the second
 *       reading of the counters ended, and that the frees which made it so had returned. They
 *       raised their counters before they returned. Had one done so after the first reading, the
 *       counters would have moved; so all came before it, the pages were free during the whole
 *       scan, and the scan would have met the run.
 * </ul>
 *
 * <table>
 *   <caption>Orderings; those of single words are in the classes named above</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks if weakened</th></tr>
 *   <tr><td>counters, bits, counters again</td><td>acquire at least</td><td>bits cleared, then
 *       counter raised</td><td>PG9: a run freed long ago is not seen</td></tr>
 *   <tr><td>claim, then use of the memory</td><td>acquire (CAS)</td><td>use, then free: release
 *       (CAS)</td><td>E3</td></tr>
 * </table>
 *
 * <p>Not promised: fairness. A free stopped between clearing bits and raising the counter can hide
 * its own pages from a scan, which answers none. A claim appears word by word: another's first fit
 * may begin within it, and leave pieces where a lock would have left a whole.
 */
public final class PageAllocator {
  /** Pages in a chunk, the unit of growth (Go: {@code pallocChunkPages}). */
  public static final int CHUNK_PAGES = Chunk.PAGES;

  private final AddressSpace space;
  private final Runs runs;
  private final Scavenger scavenger;

  /**
   * An allocator with no memory.
   *
   * @param maxPages pages of address space that growth may ever use; costs about nothing until
   *     grown
   * @throws PageRangeException unless a positive multiple of {@link #CHUNK_PAGES}, at most 2^35
   */
  public PageAllocator(long maxPages) {
    if (maxPages < 1 || maxPages > Claim.PAGE_LIMIT || maxPages % CHUNK_PAGES != 0) {
      throw new PageRangeException(
          "maxPages is "
              + maxPages
              + "; give a positive multiple of "
              + CHUNK_PAGES
              + ", at most "
              + Claim.PAGE_LIMIT);
    }
    space = new AddressSpace(maxPages);
    runs = new Runs(space);
    scavenger = new Scavenger(space, runs);
  }

  /** Pages of address space. */
  public long maxPages() {
    return space.pages();
  }

  /**
   * Makes address space usable: its pages become free and scavenged. The only operation that makes
   * Java objects.
   *
   * @param page first page, a multiple of {@link #CHUNK_PAGES}
   * @param n number of pages, a multiple of {@link #CHUNK_PAGES}
   * @throws PageRangeException if misaligned or beyond {@link #maxPages}
   * @throws PageStateException if any of it was grown before; nothing is changed
   */
  public void grow(long page, long n) {
    if (page % CHUNK_PAGES != 0 || n % CHUNK_PAGES != 0) {
      throw new PageRangeException(
          "cannot grow by "
              + n
              + " pages at "
              + page
              + "; both must be multiples of "
              + CHUNK_PAGES);
    }
    space.requireRange(page, n);
    space.map(page / CHUNK_PAGES, (page + n) / CHUNK_PAGES);
    runs.release(page, page + n, true);
  }

  /**
   * Takes the lowest run of {@code n} free pages.
   *
   * @param n number of pages, at least 1
   * @return the run as a {@link Claim} with the number of its pages that were scavenged, or {@link
   *     Claim#NONE}: then, at one moment during the call, no run of {@code n} pages existed in the
   *     bitmap other than through frees that had not returned yet (PG9)
   * @throws PageRangeException if {@code n} is not in 1..2^28-1
   */
  public long alloc(int n) {
    requireLength(n);
    for (long page = search(n); page != AddressSpace.NONE; page = search(n)) {
      long claim = runs.claim(page, n);
      if (claim != Claim.NONE) {
        space.raiseHint();
        return claim;
      }
      space.update(page, page + n);
    }
    return Claim.NONE;
  }

  /**
   * Takes exactly this run.
   *
   * @return the run as a {@link Claim} with the number of its pages that were scavenged, or {@link
   *     Claim#NONE} if not all of it is free; then nothing has changed
   * @throws PageRangeException if the range is not in grown memory
   */
  public long allocRange(long page, int n) {
    requireLength(n);
    space.requireRange(page, n);
    runs.requireMapped(page, page + n);
    long claim = runs.claim(page, n);
    space.raiseHint();
    return claim;
  }

  /**
   * Gives a run back; its pages are then free and not scavenged. The writes of the caller to the
   * memory happen before those of the next owner (E3).
   *
   * @throws PageRangeException if the range is not in grown memory
   * @throws PageStateException unless all of it is allocated; nothing is changed (PG4)
   */
  public void free(long page, int n) {
    space.requireRange(page, n);
    runs.requireTaken(page, page + n);
    runs.release(page, page + n, false);
  }

  /**
   * Gives a run back as scavenged pages: for a scavenger that owns it and has returned its memory
   * to the operating system.
   *
   * @throws PageRangeException if the range is not in grown memory
   * @throws PageStateException unless all of it is allocated; nothing is changed
   */
  public void freeScavenged(long page, int n) {
    space.requireRange(page, n);
    runs.requireTaken(page, page + n);
    runs.release(page, page + n, true);
  }

  /**
   * Takes the highest run of pages that are free and not scavenged, within one chunk, for a
   * scavenger that will end with {@link #freeScavenged}. Highest because first fit uses those last.
   *
   * @param below only pages lower than this; {@link #maxPages} at first, then the page of the last
   *     run, so that one pass visits each page once
   * @param limit longest run wanted, at least 1; of a longer run the upper end is taken
   * @return page and {@link Claim#length}, or {@link Claim#NONE}
   * @throws PageRangeException if {@code limit} is not positive or {@code below} is negative
   */
  public long takeUnscavenged(long below, int limit) {
    return scavenger.take(below, limit);
  }

  /**
   * Scavenges exactly this run: takes it and gives it back scavenged.
   *
   * @return pages that had not been scavenged before, or -1 if not all of it is free; then nothing
   *     has changed
   * @throws PageRangeException if the range is not in grown memory
   */
  public int scavenge(long page, int n) {
    long claim = allocRange(page, n);
    if (claim == Claim.NONE) {
      return -1;
    }
    runs.release(page, page + n, true);
    return n - Claim.scavenged(claim);
  }

  /**
   * Scavenges up to {@code limit} pages from the highest addresses down, in one pass.
   *
   * @return pages scavenged
   */
  public long scavengeSome(long limit) {
    return scavenger.scavenge(limit);
  }

  /**
   * Fills an empty cache with all free pages of the block that holds the first free page.
   *
   * @return false if no page is free, in the sense of {@link #alloc}; the cache stays empty
   * @throws PageStateException if the cache is not empty
   */
  public boolean allocToCache(PageCache cache) {
    cache.requireEmpty();
    for (long page = search(1); page != AddressSpace.NONE; page = search(1)) {
      long block = page & -PageCache.PAGES;
      Chunk chunk = space.chunk(page / CHUNK_PAGES);
      int word = (int) (block % CHUNK_PAGES) / PageCache.PAGES;
      long taken = chunk == null ? 0 : chunk.takeWord(word);
      if (taken != 0) {
        cache.fill(block, taken, chunk.clearScavengedWord(word, taken));
        chunk.changed(Chunk.CLAIMED);
      }
      space.update(block, block + PageCache.PAGES);
      if (taken != 0) {
        space.raiseHint();
        return true;
      }
    }
    return false;
  }

  /** Gives all pages of a cache back, scavenged ones as scavenged, and empties it. */
  public void flush(PageCache cache) {
    if (cache.isEmpty()) {
      return;
    }
    long block = cache.base();
    Chunk chunk = space.chunk(block / CHUNK_PAGES);
    int word = (int) (block % CHUNK_PAGES) / PageCache.PAGES;
    cache.requireTaken(chunk.taken(word));
    chunk.setScavengedWord(word, cache.scavengedBits());
    chunk.giveWord(word, cache.freeBits());
    chunk.changed(Chunk.FREED);
    cache.clear();
    space.update(block, block + PageCache.PAGES);
  }

  /**
   * Gives a run back to {@code cache} when it lies in the cache's block, without a shared write,
   * and to the bitmap otherwise.
   *
   * @param cache owned by the caller; may be empty
   * @throws PageRangeException if the range is not in grown memory
   * @throws PageStateException unless all of it is allocated and not in the cache; nothing is
   *     changed
   */
  public void free(PageCache cache, long page, int n) {
    if (cache.holds(page, n)) {
      runs.requireTaken(page, page + n);
      cache.give(page, n);
    } else {
      free(page, n);
    }
  }

  /** A run to try, by summaries or else by bits; {@link AddressSpace#NONE} is final (PG9). */
  private long search(int n) {
    long page = space.find(n);
    while (page == AddressSpace.NONE) {
      // acquire at least; pairs with Chunk.changed after a free. Weaker: PG9.
      long frees = space.frees();
      page = space.scan(n);
      if (page == AddressSpace.NONE && space.frees() == frees) {
        break;
      }
    }
    return page;
  }

  AddressSpace space() {
    return space;
  }

  private static void requireLength(int n) {
    if (n < 1 || n > Claim.COUNT_LIMIT) {
      throw new PageRangeException(n + " pages requested; ask for 1 to " + Claim.COUNT_LIMIT);
    }
  }
}
