package io.quiesce.heap.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The chunk below which no page is free (Go: {@code searchAddr}), so that a search need not begin
 * at 0. A chunk rather than a page: it then changes seldom, and Ps that allocate and free above it
 * only read it.
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li>Whoever writes a leaf summary that is not 0 reads the hint <em>after</em> it and lowers the
 *       hint to that chunk if it lies above ({@link #lower}).
 *   <li>Whoever finds the leaf summaries from the hint {@code h} up to {@code to} all 0 raises it
 *       by a CAS from {@code h} ({@link #raise}), <em>then</em> reads those summaries again, and
 *       lowers the hint to the first that is not 0.
 * </ol>
 *
 * <h2>Why PG6 holds at quiescence</h2>
 *
 * Claim: at every moment, for each chunk {@code c} below the hint whose leaf is not 0, some thread
 * has yet to do its read in step 1 or its second reading in step 2, covering {@code c}. Writing the
 * leaf starts such a duty; the duty ends with a hint at or below {@code c}. Only a raise can then
 * put {@code c} below the hint again: as a CAS from {@code h} it passes over no chunk but those in
 * {@code h..to}, which it reads again. So with no thread inside, each chunk below the hint has leaf
 * 0, and by PG5 no free page.
 *
 * <table>
 *   <caption>Orderings</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks if weakened</th></tr>
 *   <tr><td>hint read after leaf write</td><td>volatile, both</td><td>the raiser's CAS, then leaf
 *       read</td><td>PG6: each misses the other (store buffering)</td></tr>
 *   <tr><td>raise</td><td>CAS from the value read before the leaves</td><td>lower</td><td>PG6: a set
 *       overwrites a lower value</td></tr>
 * </table>
 */
final class SearchHint {
  private static final VarHandle CHUNK;

  static {
    try {
      CHUNK = MethodHandles.lookup().findVarHandle(SearchHint.class, "chunk", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long chunk;

  /**
   * @param exhausted the initial value: one more than the last chunk, as nothing is free
   */
  SearchHint(long exhausted) {
    chunk = exhausted;
  }

  /** No free page lies in a chunk below this one, except by operations still under way. */
  long chunk() {
    // volatile; pairs with raise. Weaker: a leaf writer misses a raise over its chunk (PG6).
    return chunk;
  }

  /** Makes the hint at most {@code c}. */
  void lower(long c) {
    long seen = chunk();
    // CAS, so that no lower value is lost; the volatile read in front is all the order it needs.
    while (c < seen && !CHUNK.compareAndSet(this, seen, c)) {
      seen = chunk();
    }
  }

  /** Moves the hint from {@code seen} up to {@code to}; false if it is no longer {@code seen}. */
  boolean raise(long seen, long to) {
    // volatile CAS; pairs with the read in lower. A plain set would undo a concurrent lower (PG6).
    return CHUNK.compareAndSet(this, seen, to);
  }
}
