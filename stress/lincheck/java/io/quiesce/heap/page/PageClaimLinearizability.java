package io.quiesce.heap.page;

import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * Single pages of a {@link PageAllocator}, taken one by one and by the block into a {@link
 * PageCache}, against counts of free and owned pages: a page is claimed when the model has one,
 * refused when it has none (PG9), and never given to two owners (PG3). Nobody waits for anybody.
 *
 * <p>At the start three pages are free, none of them scavenged: the last of one block and the first
 * two of the next. Which of the free pages a thread gets is its own luck, so the model counts them.
 * Two threads meet in a word of the bitmap if both are at work on the last two.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=PageClaimLinearizability}
 */
@ModelChecked(
    specification = PageClaimLinearizability.Counts.class,
    obstructionFree = true,
    random = false,
    judges = PageHands.class)
@Scenario(
    before = "alloc(1); alloc(1)",
    threads = {"alloc(1)", "alloc(2)"},
    exhaustive = false)
@Scenario(
    before = "alloc(1); alloc(1); alloc(2)",
    threads = {"free(1)", "alloc(2)"},
    after = "alloc(1)",
    exhaustive = false)
@Scenario(
    before = "alloc(2); alloc(3)",
    threads = {"alloc(1)", "free(2); alloc(2)"},
    after = "alloc(1)",
    exhaustive = false)
@Scenario(
    before = "alloc(1); alloc(1)",
    threads = {"free(1)", "alloc(2)"},
    after = "free(2)",
    exhaustive = false)
@Scenario(
    before = "alloc(1)",
    threads = {"fill(1)", "alloc(2)"},
    after = "flush(1); alloc(2)",
    exhaustive = false)
@Scenario(
    before = "alloc(2); alloc(2); fill(1)",
    threads = {"flush(1)", "free(2)"},
    after = "alloc(2); fill(1); cached(1)",
    exhaustive = false)
@Scenario(
    before = "alloc(1); alloc(2); alloc(2)",
    threads = {"free(1)", "free(2)", "alloc(3)"},
    after = "alloc(1); alloc(1)",
    exhaustive = false)
public class PageClaimLinearizability {
  private static final int FIRST = 127;
  private static final int FREE = 3;
  private static final int THREADS = 4;

  private final PageAllocator pages = PageHands.allocator(FIRST, FREE);
  private final PageCache[] caches = new PageCache[THREADS];
  private final PageHands hands = new PageHands(THREADS);

  /** All caches empty. */
  public PageClaimLinearizability() {
    for (int i = 0; i < THREADS; i++) {
      caches[i] = new PageCache();
    }
  }

  /** Takes a page; false if there is none. */
  @Operation
  public boolean alloc(@Param(gen = ThreadIdGen.class) int thread) {
    return hands.take(thread, pages.alloc(1), 1);
  }

  /** Gives back the page that the thread took last; false if it has none. */
  @Operation
  public boolean free(@Param(gen = ThreadIdGen.class) int thread) {
    if (hands.isEmpty(thread)) {
      return false;
    }
    pages.free(hands.giveLast(thread), 1);
    return true;
  }

  /** Fills the thread's empty cache; how many pages it has got. */
  @Operation
  public int fill(@Param(gen = ThreadIdGen.class) int thread) {
    return pages.allocToCache(caches[thread]) ? Long.bitCount(caches[thread].freeBits()) : 0;
  }

  /** Takes a page from the thread's cache. */
  @Operation
  public boolean cached(@Param(gen = ThreadIdGen.class) int thread) {
    return hands.take(thread, caches[thread].alloc(1), 1);
  }

  /** Empties the thread's cache. */
  @Operation
  public void flush(@Param(gen = ThreadIdGen.class) int thread) {
    pages.flush(caches[thread]);
  }

  /** PG1, PG2, PG5, PG6, PG7. */
  @Validate
  public void bitmapIsRight() {
    int owned = PageAllocator.CHUNK_PAGES - FREE + hands.held();
    for (PageCache cache : caches) {
      owned += Long.bitCount(cache.freeBits());
    }
    PageHands.audit(pages, owned, 0);
  }

  /** The specification. */
  public static final class Counts {
    private int free = FREE;
    private final int[] held = new int[THREADS];
    private final int[] cached = new int[THREADS];

    /** One free page less. */
    public boolean alloc(int thread) {
      if (free == 0) {
        return false;
      }
      free--;
      held[thread]++;
      return true;
    }

    /** One free page more. */
    public boolean free(int thread) {
      if (held[thread] == 0) {
        return false;
      }
      held[thread]--;
      free++;
      return true;
    }

    /** All free pages. */
    public int fill(int thread) {
      cached[thread] = free;
      free = 0;
      return cached[thread];
    }

    /** One cached page less. */
    public boolean cached(int thread) {
      if (cached[thread] == 0) {
        return false;
      }
      cached[thread]--;
      held[thread]++;
      return true;
    }

    /** All cached pages are free. */
    public void flush(int thread) {
      free += cached[thread];
      cached[thread] = 0;
    }
  }
}
