package io.quiesce.heap.page;

import java.util.List;

/** What each thread of a scenario has taken, with a check that no page has two owners (PG3). */
final class PageHands {
  private static final int MOST = 4;

  /** Runs as first page, for each thread its own stretch. */
  private final long[] runs;

  private final int[] counts;
  private final int[] owners = new int[PageAllocator.CHUNK_PAGES];

  PageHands(int threads) {
    runs = new long[threads * MOST];
    counts = new int[threads];
  }

  /** An allocator in which only these pages are free, and none is scavenged. */
  static PageAllocator allocator(int first, int free) {
    PageAllocator pages = new PageAllocator(PageAllocator.CHUNK_PAGES);
    pages.grow(0, PageAllocator.CHUNK_PAGES);
    if (pages.allocRange(0, PageAllocator.CHUNK_PAGES) == Claim.NONE) {
      throw new AssertionError("a new chunk is not free");
    }
    pages.free(first, free);
    return pages;
  }

  /** Notes a claim of {@code n} pages; false if it is none. */
  boolean take(int thread, long claim, int n) {
    if (claim == Claim.NONE) {
      return false;
    }
    long first = Claim.page(claim);
    for (long page = first; page < first + n; page++) {
      if (owners[(int) page] != 0) {
        throw new AssertionError("PG3: page " + page + " has an owner and was given to another");
      }
      owners[(int) page] = n;
    }
    runs[thread * MOST + counts[thread]++] = first;
    return true;
  }

  boolean isEmpty(int thread) {
    return counts[thread] == 0;
  }

  /** How many pages the run that {@link #giveLast} would give has. */
  int lengthOfLast(int thread) {
    return owners[(int) runs[thread * MOST + counts[thread] - 1]];
  }

  /** Forgets the run that the thread took last, and returns its first page. */
  long giveLast(int thread) {
    long first = runs[thread * MOST + --counts[thread]];
    int n = owners[(int) first];
    for (long page = first; page < first + n; page++) {
      owners[(int) page] = 0;
    }
    return first;
  }

  /** Pages in all hands. */
  int held() {
    int held = 0;
    for (int owner : owners) {
      held += owner == 0 ? 0 : 1;
    }
    return held;
  }

  /** Throws unless the bitmap agrees with these figures and with its summaries and hint. */
  static void audit(PageAllocator pages, int owned, int scavenged) {
    PageAudit audit = new PageAudit(pages);
    List<String> violations = audit.violations();
    if (!violations.isEmpty()
        || audit.freePages() != PageAllocator.CHUNK_PAGES - owned
        || audit.scavengedPages() != scavenged) {
      throw new AssertionError(
          audit.freePages()
              + " pages are free and "
              + owned
              + " owned, "
              + audit.scavengedPages()
              + " scavenged, "
              + violations);
    }
  }
}
