package io.quiesce.heap.page;

/** One chunk of 512 free pages, and the figures that the arbiters look at. */
class PageScenario {
  final PageAllocator pages = new PageAllocator(PageAllocator.CHUNK_PAGES);

  /** All pages are free. */
  PageScenario() {
    this(0, PageAllocator.CHUNK_PAGES);
  }

  /** All pages are taken but {@code free} of them from {@code page} on. */
  PageScenario(int page, int free) {
    pages.grow(0, PageAllocator.CHUNK_PAGES);
    int rest = PageAllocator.CHUNK_PAGES - page - free;
    if (page > 0) {
      pages.allocRange(0, page);
    }
    if (rest > 0) {
      pages.allocRange(page + (long) free, rest);
    }
  }

  /** The first page of a run of {@code n}, -1 if there was none. */
  final int take(int n) {
    long claim = pages.alloc(n);
    return claim == Claim.NONE ? -1 : (int) Claim.page(claim);
  }

  /** Free pages, or minus the number of broken invariants (PG2, PG5, PG6, PG7). */
  final int audit() {
    PageAudit audit = new PageAudit(pages);
    int broken = audit.violations().size();
    return broken == 0 ? (int) audit.freePages() : -broken;
  }
}
