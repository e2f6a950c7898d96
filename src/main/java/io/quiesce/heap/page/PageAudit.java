package io.quiesce.heap.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What a walk over the bitmap of a {@link PageAllocator} finds, for oracles and reports. The
 * figures are exact at quiescence, and otherwise mix moments.
 */
public final class PageAudit {
  private final AddressSpace space;

  /** An audit of {@code pages}; each method walks anew. */
  public PageAudit(PageAllocator pages) {
    space = pages.space();
  }

  /** Pages ever grown. */
  public long mappedPages() {
    return sum(chunk -> Chunk.PAGES);
  }

  /** Pages free in the bitmap; pages in caches are not (PG1, PG2). */
  public long freePages() {
    return sum(
        chunk -> {
          int taken = 0;
          for (int i = 0; i < Chunk.WORDS; i++) {
            taken += Long.bitCount(chunk.taken(i));
          }
          return Chunk.PAGES - taken;
        });
  }

  /** Free pages that are scavenged; those held by caches are not counted (PG7). */
  public long scavengedPages() {
    return sum(chunk -> chunk.countScavenged(0, Chunk.PAGES));
  }

  private long sum(ToIntFunction<Chunk> pages) {
    long sum = 0;
    for (int r = 0; r < space.regionCount(); r++) {
      Region region = space.region(r);
      for (int c = 0; region != null && c < region.chunkCount(); c++) {
        Chunk chunk = region.chunk(c);
        sum += chunk == null ? 0 : pages.applyAsInt(chunk);
      }
    }
    return sum;
  }

  /** Whether the page is grown and free in the bitmap. */
  public boolean isFree(long page) {
    Chunk chunk = chunk(page);
    return chunk != null && (chunk.taken(word(page)) & bit(page)) == 0;
  }

  /** Whether the page is grown and scavenged. */
  public boolean isScavenged(long page) {
    Chunk chunk = chunk(page);
    return chunk != null && (chunk.scavenged(word(page)) & bit(page)) != 0;
  }

  private Chunk chunk(long page) {
    return page < 0 ? null : space.chunk(page / Chunk.PAGES);
  }

  private static int word(long page) {
    return (int) (page % Chunk.PAGES) / Long.SIZE;
  }

  private static long bit(long page) {
    return 1L << (int) (page % Long.SIZE);
  }

  /**
   * Every violation of PG5 (a summary differs from the recomputed one), PG6 (a free page below the
   * search hint) and PG7 (a scavenged page that is not free), one line each; empty when all hold.
   * Only meaningful at quiescence.
   */
  public List<String> violations() {
    List<String> found = new ArrayList<>();
    for (int r = 0; r < space.regionCount(); r++) {
      Region region = space.region(r);
      if (region != null) {
        checkSummaries(r, region, found);
        for (int c = 0; c < region.chunkCount(); c++) {
          Chunk chunk = region.chunk(c);
          if (chunk != null) {
            checkChunk((long) r * Region.CHUNKS + c, chunk, found);
          }
        }
      }
    }
    return found;
  }

  private static void checkSummaries(int r, Region region, List<String> found) {
    for (int l = 0; l < region.levels(); l++) {
      for (int i = 0; i < region.size(l); i++) {
        long is = region.summary(l, i);
        long should = region.recompute(l, i);
        if (is != should) {
          found.add(
              "PG5: summary "
                  + i
                  + " of level "
                  + l
                  + " in region "
                  + r
                  + " is "
                  + Summary.describe(is)
                  + ", but below it "
                  + Summary.describe(should)
                  + " is free");
        }
      }
    }
  }

  private void checkChunk(long c, Chunk chunk, List<String> found) {
    long page = c * Chunk.PAGES;
    int free = chunk.firstFree(0, Chunk.PAGES);
    if (c < space.hint().chunk() && free < Chunk.PAGES) {
      found.add(
          "PG6: page " + (page + free) + " is free, but the hint is chunk " + space.hint().chunk());
    }
    for (int i = 0; i < Chunk.WORDS; i++) {
      long both = chunk.taken(i) & chunk.scavenged(i);
      if (both != 0) {
        found.add(
            "PG7: page "
                + (page + (long) i * Long.SIZE + Long.numberOfTrailingZeros(both))
                + " is scavenged and not free");
      }
    }
  }
}
