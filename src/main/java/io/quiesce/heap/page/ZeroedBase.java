package io.quiesce.heap.page;

/**
 * Remembers, per arena, up to which page memory has ever been handed out (Go: {@code zeroedBase},
 * {@code allocNeedsZero}), so that fresh memory need not be zeroed again.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class ZeroedBase {
  /**
   * A record for arenas of the given size.
   *
   * @param arenaPages pages per arena
   * @param maxPages size of the address space in pages
   * @throws PageRangeException if either is not positive
   */
  public ZeroedBase(int arenaPages, long maxPages) {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether the run may hold something other than zeros, and notes that it has been handed out.
   * Must be called by the owner of the pages for every allocation, even when zeros do not matter to
   * it. Thread-safe, lock-free.
   *
   * @param page first page
   * @param n number of pages; may cross arenas
   * @return false only if no page of the run was ever handed out before (Z1); true promises nothing
   * @throws PageRangeException if the range is outside the address space
   * @throws PageStateException if another thread was seen handing out a run that ends inside this
   *     one: two owners of one page (PG3)
   */
  public boolean needsZero(long page, int n) {
    throw new UnsupportedOperationException();
  }
}
