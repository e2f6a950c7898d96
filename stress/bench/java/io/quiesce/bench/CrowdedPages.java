package io.quiesce.bench;

import io.quiesce.heap.page.Claim;
import io.quiesce.heap.page.PageAllocator;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The page allocator on a heap that is 95 % occupied with holes at random places: one run is taken
 * and one of those taken before is given back, so that the occupancy stays. The cost must not grow
 * with the address space.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class CrowdedPages {
  private static final int FREE_PERCENT = 5;
  private static final int HOLE = 8;
  private static final int HELD = 1024;
  private static final int MIB_PAGES = 128;

  /** Address space in MiB. */
  @Param({"256", "16384"})
  private int spaceMib;

  /** Length of the runs in pages. */
  @Param({"1", "4", "16"})
  private int npages;

  private PageAllocator pages;
  private final long[] held = new long[HELD];
  private int oldest;

  /** Fills the heap, makes holes of 8 pages and a few of 32, takes the runs that are held. */
  @Setup
  public void crowd() {
    long space = (long) spaceMib * MIB_PAGES;
    pages = new PageAllocator(space);
    pages.grow(0, space);
    for (long page = 0; page < space; page += PageAllocator.CHUNK_PAGES) {
      pages.alloc(PageAllocator.CHUNK_PAGES);
    }
    SplittableRandom random = new SplittableRandom(42);
    int slots = (int) (space / HOLE);
    boolean[] hole = new boolean[slots];
    for (int made = 0; made < slots / 100 * FREE_PERCENT; ) {
      int length = random.nextInt(16) == 0 ? 4 : 1;
      int slot = random.nextInt(slots - length);
      for (int i = slot; i < slot + length; i++) {
        if (!hole[i]) {
          hole[i] = true;
          made++;
          pages.free((long) i * HOLE, HOLE);
        }
      }
    }
    for (int i = 0; i < HELD; i++) {
      held[i] = Claim.page(pages.alloc(npages));
    }
  }

  /** Takes a run; gives back the one that has been held longest. */
  @Benchmark
  public long takeAndGiveBack() {
    long page = Claim.page(pages.alloc(npages));
    pages.free(held[oldest], npages);
    held[oldest] = page;
    oldest = (oldest + 1) % HELD;
    return page;
  }
}
