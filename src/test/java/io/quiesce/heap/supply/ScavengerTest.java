package io.quiesce.heap.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.TestContext;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.Memory;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.page.PageAllocator;
import io.quiesce.heap.page.PageAudit;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.stats.HeapStats;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The order of the steps of a scavenge: bytes, figures, pages. Pages that are free before the
 * figures have moved may be used again, and a cut then has less released than nothing (AC8).
 *
 * <p>A P that the figures do not know makes them refuse, which stops a scavenge between its steps.
 */
final class ScavengerTest {
  private static final int CHUNK = PageAllocator.CHUNK_PAGES;
  private static final int RUN = 7;
  private static final long PAGE = HeapAddress.PAGE_BYTES;

  private final PageAllocator pages = new PageAllocator(CHUNK);
  private final HeapStats stats = new HeapStats(1);
  private final TestContext guest = TestContext.withoutP();
  private final TestContext unknown = new TestContext(1);
  private Scavenger scavenger;

  @BeforeEach
  void oneRunFree() {
    Memory memory = Memory.of(MemoryMode.NONE, CHUNK * PAGE);
    scavenger = new Scavenger(pages, stats, memory);
    pages.grow(0, CHUNK);
    stats.grow(guest, CHUNK * PAGE);
    pages.alloc(CHUNK);
    stats.alloc(guest, SpanAllocType.STACK, CHUNK * PAGE, CHUNK * PAGE);
    pages.free(3, RUN);
    stats.free(guest, SpanAllocType.STACK, RUN * PAGE);
  }

  private long free() {
    return new PageAudit(pages).freePages();
  }

  @Test
  void some_freePages_areReleasedOnce() {
    assertThat(scavenger.some(guest, CHUNK * PAGE)).isEqualTo(RUN * PAGE);

    assertThat(stats.snapshot().heapReleased()).isEqualTo(RUN * PAGE);
    assertThat(free()).isEqualTo(RUN);
    assertThat(scavenger.some(guest, CHUNK * PAGE)).isZero();
  }

  @Test
  void some_figuresRefuse_pagesAreStillTaken() {
    assertThatThrownBy(() -> scavenger.some(unknown, CHUNK * PAGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("P 1 has no shard");

    assertThat(free()).isZero();
  }

  @Test
  void exactly_figuresRefuse_pagesAreStillTaken() {
    assertThatThrownBy(() -> scavenger.exactly(unknown, 3, RUN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("P 1 has no shard");

    assertThat(free()).isZero();
  }
}
