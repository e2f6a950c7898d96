package io.quiesce.heap.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Remembers, per arena, up to which page memory has ever been handed out (Go: {@code zeroedBase},
 * {@code allocNeedsZero}), so that fresh memory need not be zeroed again.
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li>The owner of a run reads the mark of the arena. A run that begins below it may be dirty.
 *   <li>It raises the mark to the run's end by CAS, unless it stands there or higher.
 *   <li>After a failed CAS the mark has moved while the run was owned. If it now stands inside the
 *       run, beyond its first page, another thread has handed out a run that ends there: an error.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>Z1. Clean is answered only if the mark was at or below the run's start, so no run that
 *       reaches into it was handed out before: each one raises the mark before its owner uses it.
 *   <li>Z4. A mark never falls. It may stand above a fresh run when a higher neighbour came first;
 *       then the answer is needlessly dirty. First fit makes that rare.
 * </ul>
 *
 * <table>
 *   <caption>Orderings</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks if weakened</th></tr>
 *   <tr><td>mark, read</td><td>opaque; what an earlier owner wrote to it is visible through the
 *       bitmap</td><td>{@link Chunk#give}, {@link Chunk#take}</td><td>plain: the compiler may read
 *       twice, so that the answer and the raise disagree: Z1</td></tr>
 *   <tr><td>mark, raise</td><td>CAS</td><td>other raises</td><td>Z4: the mark falls, then Z1</td>
 *       </tr>
 * </table>
 */
public final class ZeroedBase {
  private static final VarHandle MARK = MethodHandles.arrayElementVarHandle(int[].class);

  private final int arenaPages;
  private final long maxPages;

  /** Per arena the first page, counted within it, that was never handed out. */
  private final int[] marks;

  /**
   * A record for arenas of the given size.
   *
   * @param arenaPages pages per arena
   * @param maxPages size of the address space in pages; at most 2^31-1 arenas
   * @throws PageRangeException if either is not positive, or the arenas are too many
   */
  public ZeroedBase(int arenaPages, long maxPages) {
    if (arenaPages < 1 || maxPages < 1 || (maxPages - 1) / arenaPages >= Integer.MAX_VALUE) {
      throw new PageRangeException(
          maxPages
              + " pages in arenas of "
              + arenaPages
              + "; both must be positive, and the arenas"
              + " at most "
              + Integer.MAX_VALUE);
    }
    this.arenaPages = arenaPages;
    this.maxPages = maxPages;
    marks = new int[(int) ((maxPages - 1) / arenaPages) + 1];
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
    if (n < 1 || page < 0 || page > maxPages - n) {
      throw new PageRangeException(
          n
              + " pages at page "
              + page
              + " are not a range of the "
              + maxPages
              + " pages of address space");
    }
    boolean dirty = false;
    long end = page + n;
    for (long at = page; at < end; ) {
      int arena = (int) (at / arenaPages);
      long base = (long) arena * arenaPages;
      int limit = (int) Math.min(end - base, arenaPages);
      dirty |= handOut(arena, (int) (at - base), limit);
      at = base + limit;
    }
    return dirty;
  }

  private boolean handOut(int arena, int start, int end) {
    // opaque; an earlier owner's raise is visible through the bitmap. Plain: may be read twice
    // (Z1).
    int mark = (int) MARK.getOpaque(marks, arena);
    boolean dirty = start < mark;
    while (mark < end) {
      // CAS; pairs with other raises; its order is idle, the bitmap orders the owners of a page. A
      // set could lower the mark (Z4).
      int seen = (int) MARK.compareAndExchange(marks, arena, mark, end);
      if (seen == mark) {
        break;
      }
      mark = seen;
      requireOutside(arena, start, end, mark);
    }
    return dirty;
  }

  /** Throws if a mark that moved during a hand-out of {@code start..end} lies inside it. */
  void requireOutside(int arena, int start, int end, int mark) {
    if (mark > start && mark <= end) {
      long base = (long) arena * arenaPages;
      throw new PageStateException(
          "pages "
              + (base + start)
              + ".."
              + (base + end - 1)
              + " are being handed out, and another"
              + " thread has just handed out a run that ends with page "
              + (base + mark - 1)
              + "; the two allocations overlap");
    }
  }
}
