package io.quiesce.heap.page;

/**
 * The free pages of one 64-page block, owned by one P (Go: {@code pageCache}), so that small runs
 * cost no shared access.
 *
 * <p>Confined to its owner; the hand-over to a foreign flusher is the caller's (E9). The pages of a
 * cache count as allocated in the bitmap of the {@link PageAllocator} that filled it, and as idle
 * in statistics.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class PageCache {
  /** Pages in a block, and so at most in a cache. */
  public static final int PAGES = 64;

  /** An empty cache. */
  public PageCache() {}

  /** Whether no page is left. */
  public boolean isEmpty() {
    throw new UnsupportedOperationException();
  }

  /** First page of the block; meaningful while it is not empty, or until the next refill. */
  public long base() {
    throw new UnsupportedOperationException();
  }

  /** Free pages of the block, bit i for page {@link #base} + i. */
  public long freeBits() {
    throw new UnsupportedOperationException();
  }

  /** Those of the free pages that are scavenged; a subset of {@link #freeBits} (PG7). */
  public long scavengedBits() {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes the first run of {@code n} pages.
   *
   * @param n 1 to 64
   * @return the run as a {@link Claim} with its scavenged pages, or {@link Claim#NONE}
   * @throws PageRangeException if {@code n} is not in 1..64
   */
  public long alloc(int n) {
    throw new UnsupportedOperationException();
  }
}
