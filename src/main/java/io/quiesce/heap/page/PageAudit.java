package io.quiesce.heap.page;

import java.util.List;

/**
 * What a walk over the bitmap of a {@link PageAllocator} finds, for oracles and reports. The
 * figures are exact at quiescence, and otherwise mix moments.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class PageAudit {
  private final PageAllocator pages;

  /** An audit of {@code pages}; each method walks anew. */
  public PageAudit(PageAllocator pages) {
    this.pages = pages;
  }

  /** Pages ever grown. */
  public long mappedPages() {
    throw new UnsupportedOperationException();
  }

  /** Pages free in the bitmap; pages in caches are not (PG1, PG2). */
  public long freePages() {
    throw new UnsupportedOperationException();
  }

  /** Free pages that are scavenged; those held by caches are not counted (PG7). */
  public long scavengedPages() {
    throw new UnsupportedOperationException();
  }

  /** Whether the page is grown and free in the bitmap. */
  public boolean isFree(long page) {
    throw new UnsupportedOperationException();
  }

  /** Whether the page is grown and scavenged. */
  public boolean isScavenged(long page) {
    throw new UnsupportedOperationException();
  }

  /**
   * Every violation of PG5 (a summary differs from the recomputed one), PG6 (a free page below the
   * search hint) and PG7 (a scavenged page that is not free), one line each; empty when all hold.
   * Only meaningful at quiescence.
   */
  public List<String> violations() {
    throw new UnsupportedOperationException();
  }
}
