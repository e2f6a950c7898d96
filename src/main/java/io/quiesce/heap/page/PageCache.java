package io.quiesce.heap.page;

/**
 * The free pages of one 64-page block, owned by one P (Go: {@code pageCache}), so that small runs
 * cost no shared access.
 *
 * <p>Confined to its owner: all accesses are plain, and the hand-over to a foreign flusher is the
 * caller's (E9). The pages of a cache count as allocated in the bitmap of the {@link PageAllocator}
 * that filled it, and as idle in statistics.
 */
public final class PageCache {
  /** Pages in a block, and so at most in a cache. */
  public static final int PAGES = Long.SIZE;

  /** Room on either side, so that caches of neighbouring Ps never share a cache line. */
  private static final int PAD = 16;

  private static final int BASE = PAD;
  private static final int FREE = PAD + 1;
  private static final int SCAVENGED = PAD + 2;

  private static final long NO_BLOCK = -1;

  private final long[] state = new long[PAD + 3 + PAD];

  /** An empty cache. */
  public PageCache() {
    state[BASE] = NO_BLOCK;
  }

  /** Whether no page is left. */
  public boolean isEmpty() {
    return state[FREE] == 0;
  }

  /** First page of the block last taken from the allocator; -1 after a flush. */
  public long base() {
    return state[BASE];
  }

  /** Free pages of the block, bit i for page {@link #base} + i. */
  public long freeBits() {
    return state[FREE];
  }

  /** Those of the free pages that are scavenged; a subset of {@link #freeBits} (PG7). */
  public long scavengedBits() {
    return state[SCAVENGED];
  }

  /**
   * Takes the first run of {@code n} pages.
   *
   * @param n 1 to 64
   * @return the run as a {@link Claim} with its scavenged pages, or {@link Claim#NONE}
   * @throws PageRangeException if {@code n} is not in 1..64
   */
  public long alloc(int n) {
    if (n < 1 || n > PAGES) {
      throw new PageRangeException(n + " pages requested of a cache; ask for 1 to " + PAGES);
    }
    long starts = FreeRuns.starts(state[FREE], n);
    if (starts == 0) {
      return Claim.NONE;
    }
    int first = Long.numberOfTrailingZeros(starts);
    long run = -1L >>> (PAGES - n) << first;
    int scavenged = Long.bitCount(state[SCAVENGED] & run);
    state[FREE] &= ~run;
    state[SCAVENGED] &= ~run;
    return Claim.of(state[BASE] + first, scavenged);
  }

  /** Whether the run lies in the block of this cache. */
  boolean holds(long page, int n) {
    long first = page - state[BASE];
    return state[BASE] != NO_BLOCK && n > 0 && n <= PAGES && first >= 0 && first <= PAGES - n;
  }

  /**
   * Puts back a run that {@link #holds}; its pages are not scavenged.
   *
   * @throws PageStateException if a page is in the cache already; nothing is changed
   */
  void give(long page, int n) {
    long run = -1L >>> (PAGES - n) << (int) (page - state[BASE]);
    long twice = state[FREE] & run;
    if (twice != 0) {
      throw new PageStateException(
          "cannot free pages "
              + page
              + ".."
              + (page + n - 1)
              + ": page "
              + (state[BASE] + Long.numberOfTrailingZeros(twice))
              + " is free in the page cache; look for a double free or a wrong length");
    }
    state[FREE] |= run;
  }

  /** Takes over the pages {@code free} of a block, of which {@code scavenged} are scavenged. */
  void fill(long base, long free, long scavenged) {
    state[BASE] = base;
    state[FREE] = free;
    state[SCAVENGED] = scavenged;
  }

  /** Empties the cache and forgets its block. */
  void clear() {
    fill(NO_BLOCK, 0, 0);
  }

  /** Throws unless the cache is empty: filling it would lose pages (PG1). */
  void requireEmpty() {
    if (!isEmpty()) {
      throw new PageStateException(
          "cannot fill a page cache that holds "
              + Long.bitCount(state[FREE])
              + " pages at "
              + state[BASE]
              + "; flush it first");
    }
  }

  /** Throws unless all pages of the cache are among those {@code taken} in the bitmap (PG2). */
  void requireTaken(long taken) {
    long twice = state[FREE] & ~taken;
    if (twice != 0) {
      throw new PageStateException(
          "cannot flush the page cache at "
              + state[BASE]
              + ": its page "
              + (state[BASE] + Long.numberOfTrailingZeros(twice))
              + " is free in the bitmap too; look for a free of a page that was never allocated");
    }
  }
}
