package io.quiesce.heap.page;

import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * Runs of pages across two words of the bitmap of a {@link PageAllocator}, against the set of free
 * pages: all of a run is taken or nothing (PG3), also when a claim meets another half way, and what
 * was rolled back is free again. Nobody waits for anybody.
 *
 * <p>At the start pages 62 to 65 are free: two in each word. While a claim that will fail holds the
 * first half, others are refused it; a thread that alone takes the second half and then asks for
 * the first can tell. So each thread here asks once for a run that another one claims.
 *
 * <p>A run of four is given back in halves, since one free of two words is two steps.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=PageRunLinearizability}
 */
@ModelChecked(
    specification = PageRunLinearizability.FreePages.class,
    obstructionFree = true,
    random = false,
    judges = PageHands.class)
@Scenario(
    threads = {"alloc(1, 4)", "alloc(2, 4)"},
    exhaustive = false)
@Scenario(
    threads = {"alloc(1, 4)", "range(2, 64, 2)"},
    after = "alloc(1, 4)",
    exhaustive = false)
@Scenario(
    threads = {"alloc(1, 4)", "range(2, 65, 1); free(2); alloc(2, 4)"},
    exhaustive = false)
@Scenario(
    before = "range(2, 64, 2)",
    threads = {"alloc(1, 4)", "free(2); alloc(2, 4)"},
    exhaustive = false)
@Scenario(
    before = "range(1, 62, 2); range(2, 64, 2)",
    threads = {"free(1)", "free(2)"},
    after = "alloc(1, 4)",
    exhaustive = false)
@Scenario(
    threads = {"range(1, 62, 2); free(1)", "scavenge(64, 2)"},
    after = "alloc(1, 4)",
    exhaustive = false)
@Scenario(
    threads = {"range(1, 62, 4)", "range(2, 64, 2)"},
    exhaustive = false)
@Scenario(
    threads = {"scavenge(64, 1)", "scavenge(65, 1)"},
    after = "alloc(1, 4)",
    exhaustive = false)
public class PageRunLinearizability {
  private static final int FIRST = 62;
  private static final int FREE = 4;
  private static final int THREADS = 4;

  private final PageAllocator pages = PageHands.allocator(FIRST, FREE);
  private final PageHands hands = new PageHands(THREADS);
  private final AtomicInteger scavenged = new AtomicInteger();

  /** Takes any {@code n} pages. */
  @Operation
  public boolean alloc(int thread, int n) {
    long claim = pages.alloc(n);
    boolean got = hands.take(thread, claim, n);
    if (got && Claim.scavenged(claim) > 0) {
      scavenged.addAndGet(-Claim.scavenged(claim));
    }
    return got;
  }

  /** Takes these pages. */
  @Operation
  public boolean range(int thread, int page, int n) {
    return hands.take(thread, pages.allocRange(page, n), n);
  }

  /** Gives back what the thread took last; false if it has nothing. */
  @Operation
  public boolean free(int thread) {
    if (hands.isEmpty(thread)) {
      return false;
    }
    int n = hands.lengthOfLast(thread);
    pages.free(hands.giveLast(thread), n);
    return true;
  }

  /** Scavenges these pages, which no other thread touches; how many were not scavenged before. */
  @Operation
  public int scavenge(int page, int n) {
    int fresh = pages.scavenge(page, n);
    scavenged.addAndGet(fresh);
    return fresh;
  }

  /** PG1, PG2, PG5, PG6, PG7. */
  @Validate
  public void bitmapIsRight() {
    PageHands.audit(pages, PageAllocator.CHUNK_PAGES - FREE + hands.held(), scavenged.get());
  }

  /** The specification; bit i is page 62 + i. */
  public static final class FreePages {
    private static final int ALL = (1 << FREE) - 1;

    private final int[][] held = new int[THREADS][];
    private int free = ALL;
    private int scavenged;

    /** Only runs of all four are asked for. */
    public boolean alloc(int thread, int n) {
      return range(thread, FIRST, n);
    }

    /** All of the run or nothing. */
    public boolean range(int thread, int page, int n) {
      int run = mask(page, n);
      if ((free & run) != run) {
        return false;
      }
      free &= ~run;
      scavenged &= ~run;
      held[thread] = new int[] {run};
      return true;
    }

    /** The pages are free again. */
    public boolean free(int thread) {
      if (held[thread] == null) {
        return false;
      }
      free |= held[thread][0];
      held[thread] = null;
      return true;
    }

    /** Marks free pages. */
    public int scavenge(int page, int n) {
      int fresh = mask(page, n) & ~scavenged;
      scavenged |= fresh;
      return Integer.bitCount(fresh);
    }

    private static int mask(int page, int n) {
      return ((1 << n) - 1) << (page - FIRST);
    }
  }
}
