package io.quiesce.heap.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the allocator costs in Java objects. */
final class PageCostTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static long allocatedBy(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void operations_afterGrowth_makeNoObjects() {
    PageAllocator pages = new PageAllocator(4L * Chunk.PAGES);
    pages.grow(0, pages.maxPages());
    PageCache cache = new PageCache();
    ZeroedBase zeroed = new ZeroedBase(Chunk.PAGES, pages.maxPages());
    Runnable work = () -> everyOperation(pages, cache, zeroed);
    allocatedBy(work);

    assertThat(allocatedBy(work)).isZero();
  }

  private static void everyOperation(PageAllocator pages, PageCache cache, ZeroedBase zeroed) {
    for (int i = 0; i < 500; i++) {
      long large = Claim.page(pages.alloc(700));
      pages.allocToCache(cache);
      long small = Claim.page(cache.alloc(3));
      zeroed.needsZero(small, 3);
      pages.free(cache, small, 3);
      pages.flush(cache);
      pages.alloc(5000);
      pages.scavengeSome(20);
      pages.free(large, 700);
      pages.allocRange(large, 9);
      pages.freeScavenged(large, 9);
    }
  }

  @Test
  void grow_oneChunk_costsAFewKilobytes() {
    Runnable work =
        () -> {
          PageAllocator pages = new PageAllocator(Chunk.PAGES);
          pages.grow(0, Chunk.PAGES);
        };
    allocatedBy(work);

    assertThat(allocatedBy(work)).isBetween(1L, 2048L);
  }

  @Test
  void constructor_ofSixteenGib_costsNothingUntilGrown() {
    assertThat(allocatedBy(() -> new PageAllocator(1L << 21))).isBetween(1L, 1024L);
  }
}
