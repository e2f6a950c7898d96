package io.quiesce.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.page.PageAllocator;
import io.quiesce.heap.page.PageCache;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.supply.RunCache;
import io.quiesce.phase.PhaseGate;
import org.junit.jupiter.api.Test;

/** Which Ps get their pages from which block. */
final class PageSupplyTest {
  private static final int CHUNK = PageAllocator.CHUNK_PAGES;

  /** Pages of a run that the P keeps, as many as a block has. */
  private static final int RUN = 64;

  private final PageHeap heap =
      new PageHeap(HeapConfig.of(HeapAddress.bytes(CHUNK), 2), new PhaseGate(2));
  private final TestContext p0 = new TestContext(0);
  private final TestContext p1 = new TestContext(1);

  @Test
  void take_firstOfEachP_isFromABlockOfItsOwn() {
    Span first = heap.allocManual(p0, 4, SpanAllocType.STACK);
    Span second = heap.allocManual(p1, 4, SpanAllocType.STACK);

    assertThat(first.firstPage()).isZero();
    assertThat(second.firstPage()).isEqualTo(PageCache.PAGES);
    assertThat(heap.snapshot().mapped()).isEqualTo(heap.config().maxBytes());
  }

  @Test
  void take_bitmapEmptyButRunsKept_fillsTheCacheFromThemBeforeItGrows() {
    Span[] runs = new Span[CHUNK / RUN];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = heap.allocManual(p0, RUN, SpanAllocType.STACK);
    }
    heap.freeManual(p0, runs[2], SpanAllocType.STACK);

    Span small = heap.allocManual(p0, 1, SpanAllocType.STACK);

    assertThat(small.firstPage()).isEqualTo(2L * RUN);
    assertThat(heap.supply().cache(0).base()).isEqualTo(2L * RUN);
    assertThat(heap.supply().runCache(0).size()).isZero();
  }

  @Test
  void giveBack_moreRunsThanAreKept_theOldestGoesBackIntoItsBlock() {
    Span[] spans = new Span[RunCache.SLOTS + 1];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = heap.allocManual(p0, 1, SpanAllocType.STACK);
    }
    long others = heap.supply().cache(0).freeBits();

    for (Span span : spans) {
      heap.freeManual(p0, span, SpanAllocType.STACK);
    }

    assertThat(heap.supply().cache(0).freeBits()).isEqualTo(others | 1);
    assertThat(heap.supply().runCache(0).size()).isEqualTo(RunCache.SLOTS);
    Span again = heap.allocManual(p0, 1, SpanAllocType.STACK);
    assertThat(again.firstPage()).isEqualTo(RunCache.SLOTS);
    heap.freeManual(p0, again, SpanAllocType.STACK);
  }

  @Test
  void giveBack_byAPThatNeverAllocated_isNotHoarded() {
    Span s = heap.allocManual(TestContext.withoutP(), 4, SpanAllocType.STACK);

    heap.freeManual(p1, s, SpanAllocType.STACK);

    assertThat(HeapState.of(heap).free().cardinality()).isEqualTo(CHUNK);
  }

  @Test
  void take_nothingLeft_isNoneAndChangesNothing() {
    Span all = heap.allocManual(p0, CHUNK, SpanAllocType.STACK);
    HeapState before = HeapState.of(heap);

    assertThat(heap.allocManual(p1, 1, SpanAllocType.STACK)).isNull();
    assertThat(HeapState.of(heap)).isEqualTo(before);
    heap.freeManual(p0, all, SpanAllocType.STACK);
  }
}
