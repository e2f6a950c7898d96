package io.quiesce.heap.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * All regions of an allocator, with the searches and updates that cross them (Go: {@code
 * pageAlloc.find}, {@code pageAlloc.update}, {@code pageAlloc.grow}).
 */
final class AddressSpace {
  /** No such page. */
  static final long NONE = -1;

  /** How many chunks one raise of the hint passes at most, so that no allocation pays for many. */
  private static final int RAISE_LIMIT = 64;

  private static final VarHandle REGION = MethodHandles.arrayElementVarHandle(Region[].class);

  private final long chunks;
  private final Region[] regions;
  private final SearchHint hint;

  AddressSpace(long maxPages) {
    chunks = maxPages / Chunk.PAGES;
    regions = new Region[(int) ((chunks + Region.CHUNKS - 1) / Region.CHUNKS)];
    hint = new SearchHint(chunks);
  }

  /** Pages of address space. */
  long pages() {
    return chunks * Chunk.PAGES;
  }

  /** Throws unless the range lies in the address space. */
  void requireRange(long page, long n) {
    if (n < 1 || page < 0 || page > pages() - n) {
      throw new PageRangeException(
          n
              + " pages at page "
              + page
              + " are not a range of the "
              + pages()
              + " pages of address space");
    }
  }

  SearchHint hint() {
    return hint;
  }

  int regionCount() {
    return regions.length;
  }

  /** The region with this number; null if nothing was ever mapped in it. */
  Region region(int r) {
    // volatile; pairs with regionForGrowth. Weaker: a raiser of the hint passes a new region (PG6).
    return (Region) REGION.getVolatile(regions, r);
  }

  /** The chunk with this number in the address space; null if not mapped. */
  Chunk chunk(long c) {
    Region region = c < chunks ? region((int) (c >>> Region.LOG_CHUNKS)) : null;
    return region == null ? null : region.chunk((int) (c & Region.CHUNKS - 1));
  }

  private long leaf(long c) {
    Region region = region((int) (c >>> Region.LOG_CHUNKS));
    return region == null ? 0 : region.summary(0, (int) (c & Region.CHUNKS - 1));
  }

  /**
   * Maps chunks {@code first} to {@code end} with all pages taken; the caller then frees them. On a
   * conflict those mapped so far are unmapped again: with no page free, nobody could use them.
   */
  void map(long first, long end) {
    for (long c = first; c < end; c++) {
      if (!regionForGrowth(c).publish((int) (c & Region.CHUNKS - 1), new Chunk())) {
        unmap(first, c);
        long page = c * Chunk.PAGES;
        throw new PageStateException(
            "cannot grow: pages "
                + page
                + ".."
                + (page + Chunk.PAGES - 1)
                + " are mapped already; grow each chunk once");
      }
    }
  }

  private void unmap(long first, long end) {
    for (long c = first; c < end; c++) {
      region((int) (c >>> Region.LOG_CHUNKS)).withdraw((int) (c & Region.CHUNKS - 1));
    }
  }

  private Region regionForGrowth(long c) {
    int r = (int) (c >>> Region.LOG_CHUNKS);
    Region region = region(r);
    if (region != null) {
      return region;
    }
    long first = (long) r << Region.LOG_CHUNKS;
    int count = (int) Math.min(Region.CHUNKS, chunks - first);
    Region fresh = new Region(first, count, regions.length > 1, hint);
    // CAS; its order is idle, as all fields are final. A set could replace a region with chunks.
    Region other = (Region) REGION.compareAndExchange(regions, r, null, fresh);
    return other == null ? fresh : other;
  }

  /** Brings all summaries over pages {@code first} to {@code end} up to date. */
  void update(long first, long end) {
    long last = Math.min((end - 1) >>> Chunk.LOG_PAGES, chunks - 1);
    for (long c = first >>> Chunk.LOG_PAGES; c <= last; c = (c | Region.CHUNKS - 1) + 1) {
      Region region = region((int) (c >>> Region.LOG_CHUNKS));
      if (region != null) {
        int to = (int) (Math.min(c | Region.CHUNKS - 1, last) & Region.CHUNKS - 1);
        region.update((int) (c & Region.CHUNKS - 1), to);
      }
    }
  }

  /**
   * The lowest run of {@code n} pages, going by the summaries.
   *
   * @return its first page, or {@link #NONE}; either may be wrong while others change pages
   */
  long find(int n) {
    long page = findFrom(n, hint.chunk());
    while (page == Region.STALE) {
      page = findFrom(n, 0);
    }
    return page;
  }

  private long findFrom(int n, long from) {
    long run = 0;
    for (int r = (int) (from >>> Region.LOG_CHUNKS); r < regions.length; r++) {
      Region region = region(r);
      long s = region == null ? 0 : region.root();
      if (run + Summary.start(s) >= n) {
        return (long) r * Region.PAGES - run;
      }
      if (Summary.max(s) >= n) {
        int skip = (int) Math.max(from - ((long) r << Region.LOG_CHUNKS), 0);
        int page = region.find(n, skip);
        return page == Region.STALE ? page : (long) r * Region.PAGES + page;
      }
      run = Summary.end(s) == Region.PAGES ? run + Region.PAGES : Summary.end(s);
    }
    return NONE;
  }

  /** The lowest run of {@code n} pages, going by the bits of every chunk; {@link #NONE} if none. */
  long scan(int n) {
    int run = 0;
    for (long c = 0; c < chunks; c++) {
      if (region((int) (c >>> Region.LOG_CHUNKS)) == null) {
        c |= Region.CHUNKS - 1;
        run = 0;
        continue;
      }
      Chunk chunk = chunk(c);
      int bit = chunk == null ? FreeRuns.NO_RUN : FreeRuns.find(chunk, n, run);
      if (bit != FreeRuns.NO_RUN) {
        return c * Chunk.PAGES + bit;
      }
      int trailing = chunk == null ? 0 : FreeRuns.trailing(chunk);
      run = trailing == Chunk.PAGES ? run + Chunk.PAGES : trailing;
    }
    return NONE;
  }

  /**
   * A figure that has changed if pages of any chunk became free since it was read before: the sum
   * of counters that only grow, so that equal sums mean equal counters.
   */
  long frees() {
    long sum = 0;
    for (long c = 0; c < chunks; c++) {
      if (region((int) (c >>> Region.LOG_CHUNKS)) == null) {
        c |= Region.CHUNKS - 1;
        continue;
      }
      Chunk chunk = chunk(c);
      sum += chunk == null ? 0 : chunk.version() / Chunk.FREED;
    }
    return sum;
  }

  /** Moves the hint past chunks that have become full; see {@link SearchHint}. */
  void raiseHint() {
    long from = hint.chunk();
    long to = firstNotFull(from, Math.min(from + RAISE_LIMIT, chunks));
    if (to > from && hint.raise(from, to)) {
      long left = firstNotFull(from, to);
      if (left < to) {
        hint.lower(left);
      }
    }
  }

  private long firstNotFull(long from, long end) {
    long c = from;
    while (c < end && leaf(c) == 0) {
      c++;
    }
    return c;
  }
}
