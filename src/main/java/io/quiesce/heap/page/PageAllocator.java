package io.quiesce.heap.page;

/**
 * The page allocator: finds, takes and gives back runs of pages without a lock (Go: {@code
 * pageAlloc}).
 *
 * <p>Single-threaded it returns the addresses that Go 1.19 returns: the lowest run that fits (PG8).
 * Several threads each get the lowest run that they saw. All methods are thread-safe except that a
 * {@link PageCache} belongs to its owner.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class PageAllocator {
  /** Pages in a chunk, the unit of growth (Go: {@code pallocChunkPages}). */
  public static final int CHUNK_PAGES = 512;

  /**
   * An allocator with no memory.
   *
   * @param maxPages pages of address space that growth may ever use; costs about nothing until
   *     grown
   * @throws PageRangeException if not in 1..2^35
   */
  public PageAllocator(long maxPages) {
    throw new UnsupportedOperationException();
  }

  /** Pages of address space. */
  public long maxPages() {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  /**
   * Takes the lowest run of {@code n} free pages.
   *
   * @param n number of pages, at least 1
   * @return the run as a {@link Claim} with the number of its pages that were scavenged, or {@link
   *     Claim#NONE}: then, at one moment during the call, no run of {@code n} pages existed in the
   *     bitmap other than through frees that had not returned yet (PG9)
   * @throws PageRangeException if {@code n} is not positive or more than 2^28-1
   */
  public long alloc(int n) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes exactly this run.
   *
   * @return the run as a {@link Claim} with the number of its pages that were scavenged, or {@link
   *     Claim#NONE} if not all of it is free; then nothing has changed
   * @throws PageRangeException if the range is not in grown memory
   */
  public long allocRange(long page, int n) {
    throw new UnsupportedOperationException();
  }

  /**
   * Gives a run back; its pages are then free and not scavenged. The writes of the caller to the
   * memory happen before those of the next owner (E3).
   *
   * @throws PageRangeException if the range is not in grown memory
   * @throws PageStateException unless all of it is allocated; nothing is changed (PG4)
   */
  public void free(long page, int n) {
    throw new UnsupportedOperationException();
  }

  /**
   * Gives a run back as scavenged pages: for a scavenger that owns it and has returned its memory
   * to the operating system.
   *
   * @throws PageRangeException if the range is not in grown memory
   * @throws PageStateException unless all of it is allocated; nothing is changed
   */
  public void freeScavenged(long page, int n) {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  /**
   * Scavenges exactly this run: takes it and gives it back scavenged.
   *
   * @return pages that had not been scavenged before, or -1 if not all of it is free; then nothing
   *     has changed
   * @throws PageRangeException if the range is not in grown memory
   */
  public int scavenge(long page, int n) {
    throw new UnsupportedOperationException();
  }

  /**
   * Scavenges up to {@code limit} pages from the highest addresses down, in one pass.
   *
   * @return pages scavenged
   */
  public long scavengeSome(long limit) {
    throw new UnsupportedOperationException();
  }

  /**
   * Fills an empty cache with all free pages of the block that holds the first free page.
   *
   * @return false if no page is free, in the sense of {@link #alloc}; the cache stays empty
   * @throws PageStateException if the cache is not empty
   */
  public boolean allocToCache(PageCache cache) {
    throw new UnsupportedOperationException();
  }

  /** Gives all pages of a cache back, scavenged ones as scavenged, and empties it. */
  public void flush(PageCache cache) {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }
}
