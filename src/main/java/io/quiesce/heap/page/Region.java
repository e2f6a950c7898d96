package io.quiesce.heap.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Up to 2^21 pages of address space (16 GiB): its chunks, and the radix tree of their summaries, 8
 * children to a node (Go: one entry of the root level and all below it).
 *
 * <p>Level 0 has one summary per chunk (a leaf), each level above one per 8 of the level below, the
 * top level one. What is not mapped reads as 0: nothing free. All is made when memory first grows
 * here; chunks come one by one.
 *
 * <h2>Keeping summaries right without a lock</h2>
 *
 * <ol>
 *   <li>Whoever has changed bits of a chunk raises its version, then updates the leaf.
 *   <li>Leaf: read the version, compute from the bits; if the leaf reads equal, done. Else write
 *       it, and if the version has moved since, repeat.
 *   <li>Whoever has written any child then updates the parent; the tree is left as soon as a level
 *       stays unwritten.
 *   <li>Parent: compute from the children; if the parent reads equal, done. Else write it and
 *       repeat.
 * </ol>
 *
 * <h2>Why summaries are exact at quiescence (PG5)</h2>
 *
 * Parent. Let M have made the last change of a child. M then computes from final children, value f,
 * and reads the parent. If it reads another value it writes, so the last write to the parent comes
 * after the last change of a child. If it reads f and a write of another value follows, that again
 * is a last write after the last change. In both cases the last writer computes once more after its
 * write, from final children, and leaves only if the parent equals that: it is f. If it reads f and
 * no write follows, it is f too.
 *
 * <p>Leaf. The same, with the repetition saved when the version stands still: let M have changed
 * the last bit, and W be the last write, by U, after M read the leaf. M raised the version before
 * that read, so before U's second reading of the version. Either U's first reading came before M's
 * raise, then U sees a difference and computes again; or after it, then U has computed from final
 * bits.
 *
 * <p>In between, a summary may say too much or too little. Too much is found out by the claim,
 * which trusts bits only; whoever finds it repairs it and does not wait for the thread that owes
 * the update. Too little hides free pages from {@link #find}, which is why a search that finds
 * nothing ends with a scan of the bits.
 *
 * <table>
 *   <caption>Orderings</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks if weakened</th></tr>
 *   <tr><td>summary write, then read of version or children</td><td>volatile</td><td>child write,
 *       then summary read, by another thread</td><td>PG5 (store buffering)</td></tr>
 *   <tr><td>leaf write, then hint read</td><td>volatile</td><td>{@link SearchHint}</td><td>PG6</td>
 *       </tr>
 *   <tr><td>chunk slot</td><td>CAS, opaque; final fields publish</td><td>growth</td><td>a chunk in
 *       use replaced: PG1</td></tr>
 * </table>
 */
final class Region {
  /** Log2 of the chunks in a full region. */
  static final int LOG_CHUNKS = Summary.MAX_LOG_PAGES - Chunk.LOG_PAGES;

  static final int CHUNKS = 1 << LOG_CHUNKS;
  static final int PAGES = CHUNKS * Chunk.PAGES;

  /** The summaries promised pages that are not there; they have been corrected, search again. */
  static final int STALE = -2;

  private static final int LOG_FANOUT = 3;

  private static final VarHandle SUMMARY = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle CHUNK = MethodHandles.arrayElementVarHandle(Chunk[].class);

  private final long firstChunk;
  private final SearchHint hint;
  private final Chunk[] chunks;
  private final long[] summaries;

  /** Index of each level's first summary in {@link #summaries}; one more entry for the end. */
  private final int[] level;

  /**
   * A region with no memory.
   *
   * @param firstChunk number of its first chunk in the address space
   * @param chunkCount how many chunks it can have, 1 to 4096
   * @param full whether the tree has its full height, as it must where another region follows
   */
  Region(long firstChunk, int chunkCount, boolean full, SearchHint hint) {
    this.firstChunk = firstChunk;
    this.hint = hint;
    chunks = new Chunk[chunkCount];
    int levels = 1;
    for (int n = full ? CHUNKS : chunkCount; n > 1; n = parents(n)) {
      levels++;
    }
    level = new int[levels + 1];
    int count = chunkCount;
    for (int l = 0; l < levels; l++) {
      level[l + 1] = level[l] + count;
      count = parents(count);
    }
    summaries = new long[level[levels]];
  }

  private static int parents(int children) {
    return ((children - 1) >> LOG_FANOUT) + 1;
  }

  /** The chunk with this number in the region; null if not mapped. */
  Chunk chunk(int c) {
    // opaque; a chunk's only field is final, so its words as made are seen with it (JLS 17.5).
    return c < chunks.length ? (Chunk) CHUNK.getOpaque(chunks, c) : null;
  }

  /** Maps a chunk; false if that place is taken. */
  boolean publish(int c, Chunk chunk) {
    // CAS; its order is idle, see chunk(). A set would replace a chunk that is in use.
    return CHUNK.compareAndSet(chunks, c, null, chunk);
  }

  /** Unmaps a chunk that growth has published and nobody could take from. */
  void withdraw(int c) {
    // opaque: null publishes nothing
    CHUNK.setOpaque(chunks, c, null);
  }

  int chunkCount() {
    return chunks.length;
  }

  /** How many summaries level {@code l} has. */
  int size(int l) {
    return level[l + 1] - level[l];
  }

  int levels() {
    return level.length - 1;
  }

  /** The summary with index {@code i} of level {@code l}. */
  long summary(int l, int i) {
    // volatile; pairs with the writes in the update methods. Weaker: PG5, PG6.
    return (long) SUMMARY.getVolatile(summaries, level[l] + i);
  }

  private void write(int l, int i, long summary) {
    // volatile; the writer reads children or version and hint next. Weaker: PG5, PG6.
    SUMMARY.setVolatile(summaries, level[l] + i, summary);
  }

  /** The summary of the whole region. */
  long root() {
    return summary(levels() - 1, 0);
  }

  /** Brings the summaries of chunks {@code first} to {@code last} and all above them up to date. */
  void update(int first, int last) {
    boolean written = false;
    for (int c = first; c <= last; c++) {
      written |= updateLeaf(c);
    }
    propagate(0, first, last, written);
  }

  private void propagate(int from, int firstChild, int lastChild, boolean childWritten) {
    int first = firstChild;
    int last = lastChild;
    boolean written = childWritten;
    for (int l = from + 1; written && l < levels(); l++) {
      first >>= LOG_FANOUT;
      last >>= LOG_FANOUT;
      written = false;
      for (int i = first; i <= last; i++) {
        written |= updateNode(l, i);
      }
    }
  }

  private boolean updateLeaf(int c) {
    Chunk chunk = chunk(c);
    boolean written = false;
    while (chunk != null) {
      long version = chunk.version();
      long computed = FreeRuns.summarize(chunk);
      if (summary(0, c) == computed) {
        break;
      }
      write(0, c, computed);
      written = true;
      if (chunk.version() == version) {
        break;
      }
    }
    if (written && summary(0, c) != 0) {
      hint.lower(firstChunk + c);
    }
    return written;
  }

  private boolean updateNode(int l, int i) {
    boolean written = false;
    for (long now = recompute(l, i); summary(l, i) != now; now = recompute(l, i)) {
      write(l, i, now);
      written = true;
    }
    return written;
  }

  /** What the summary should be, going by the level below, or by the bits for a leaf. */
  long recompute(int l, int i) {
    if (l == 0) {
      Chunk chunk = chunk(i);
      return chunk == null ? 0 : FreeRuns.summarize(chunk);
    }
    int from = i << LOG_FANOUT;
    int to = Math.min(from + (1 << LOG_FANOUT), size(l - 1));
    int pages = pages(l - 1);
    int start = 0;
    int max = 0;
    int run = 0;
    for (int k = from; k < to; k++) {
      long s = summary(l - 1, k);
      if (run == (k - from) * pages) {
        start = run + Summary.start(s);
      }
      max = Math.max(max, Math.max(run + Summary.start(s), Summary.max(s)));
      run = Summary.end(s) == pages ? run + pages : Summary.end(s);
    }
    return Summary.of(start, max, run);
  }

  /** Pages under one summary of level {@code l}. */
  private static int pages(int l) {
    return Chunk.PAGES << (l * LOG_FANOUT);
  }

  /**
   * The lowest run of {@code n} pages, if the root says that there is one within the region.
   *
   * @param from chunks below this are passed over
   * @return its first page in the region, or {@link #STALE} and what lied has been corrected
   */
  int find(int n, int from) {
    int node = 0;
    for (int l = levels() - 2; l >= 0; l--) {
      int pages = pages(l);
      int end = Math.min((node + 1) << LOG_FANOUT, size(l));
      int run = 0;
      int next = -1;
      for (int i = Math.max(node << LOG_FANOUT, from >> (l * LOG_FANOUT)); i < end; i++) {
        long s = summary(l, i);
        if (run + Summary.start(s) >= n) {
          return i * pages - run;
        }
        if (Summary.max(s) >= n) {
          next = i;
          break;
        }
        run = Summary.end(s) == pages ? run + pages : Summary.end(s);
      }
      if (next < 0) {
        return stale(l + 1, node);
      }
      node = next;
    }
    Chunk chunk = chunk(node);
    int bit = chunk == null ? FreeRuns.NO_RUN : FreeRuns.find(chunk, n, 0);
    return bit < 0 ? stale(0, node) : node * Chunk.PAGES + bit;
  }

  private int stale(int l, int i) {
    propagate(l, i, i, l == 0 ? updateLeaf(i) : updateNode(l, i));
    return STALE;
  }
}
