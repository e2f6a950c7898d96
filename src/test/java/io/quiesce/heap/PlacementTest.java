package io.quiesce.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.page.PageRangeException;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.stats.HeapSnapshot;
import io.quiesce.heap.supply.PlacementException;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.phase.PhaseGate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The heap with the addresses chosen by the caller, as a replay does. */
final class PlacementTest {
  private static final long BASE = HeapAddress.BASE;
  private static final long PAGE = HeapAddress.PAGE_BYTES;
  private static final long CHUNK = HeapAddress.CHUNK_BYTES;

  private final PageHeap heap =
      new PageHeap(HeapConfig.of(8 * CHUNK, 1).withMemory(MemoryMode.POISON), new PhaseGate(1));
  private final Placement placement = heap.placement();
  private final TestContext ctx = new TestContext(0);

  @BeforeEach
  void growOnce() {
    assertThat(placement.growAt(ctx, BASE + CHUNK, CHUNK)).isTrue();
  }

  @AfterEach
  void oracle() {
    HeapOracle.check(heap);
  }

  private void refused(Class<? extends Exception> error, ThrowingCallable call) {
    HeapState before = HeapState.of(heap);
    assertThatThrownBy(call).isInstanceOf(error);
    assertThat(HeapState.of(heap)).isEqualTo(before);
  }

  @Test
  void allocAt_freePages_isASpanThereWithItsFigures() {
    Span s = placement.allocAt(ctx, BASE + CHUNK + 7 * PAGE, 3, SpanAllocType.HEAP, 12);

    assertThat(s.base()).isEqualTo(BASE + CHUNK + 7 * PAGE);
    assertThat(s.spanClass()).isEqualTo(12);
    assertThat(heap.spanOf(s.limit() - 1)).isSameAs(s);
    assertThat(heap.snapshot())
        .isEqualTo(new HeapSnapshot(CHUNK, CHUNK - 3 * PAGE, 3 * PAGE, 0, 0, 0));
  }

  @Test
  void allocAt_afterAFreeByAP_findsThePagesFree() {
    Span s = placement.allocAt(ctx, BASE + CHUNK, 4, SpanAllocType.STACK, -1);
    heap.freeManual(ctx, s, SpanAllocType.STACK);

    assertThat(placement.allocAt(ctx, BASE + CHUNK + PAGE, 4, SpanAllocType.STACK, -1)).isNotNull();
  }

  @Test
  void allocAt_takenPages_isAnError() {
    placement.allocAt(ctx, BASE + CHUNK, 4, SpanAllocType.STACK, -1);

    refused(
        PlacementException.class,
        () -> placement.allocAt(ctx, BASE + CHUNK + 3 * PAGE, 1, SpanAllocType.HEAP, 0));
    refused(
        PlacementException.class,
        () -> placement.allocAt(ctx, BASE + CHUNK + 3 * PAGE, 9, SpanAllocType.HEAP, 0));
  }

  @Test
  void allocAt_whereThereIsNoMemory_isAnError() {
    refused(
        PageRangeException.class, () -> placement.allocAt(ctx, BASE, 1, SpanAllocType.STACK, -1));
    refused(
        PageRangeException.class,
        () -> placement.allocAt(ctx, BASE + 2 * CHUNK - PAGE, 2, SpanAllocType.STACK, -1));
    refused(
        PageRangeException.class,
        () -> placement.allocAt(ctx, BASE + 8 * CHUNK, 1, SpanAllocType.STACK, -1));
    refused(PlacementException.class, () -> placement.allocAt(ctx, 0, 1, SpanAllocType.STACK, -1));
    refused(
        PlacementException.class,
        () -> placement.allocAt(ctx, BASE + CHUNK + 1, 1, SpanAllocType.STACK, -1));
    refused(
        SpanSizeException.class,
        () -> placement.allocAt(ctx, BASE + CHUNK, 0, SpanAllocType.STACK, -1));
    refused(
        IllegalArgumentException.class,
        () -> placement.allocAt(ctx, BASE + CHUNK, 1, SpanAllocType.HEAP, -1));
  }

  @Test
  void growAt_grownOrMisalignedOrOutside_isAnError() {
    Class<PlacementException> error = PlacementException.class;
    refused(error, () -> placement.growAt(ctx, BASE + CHUNK, CHUNK));
    refused(error, () -> placement.growAt(ctx, BASE, CHUNK));
    refused(error, () -> placement.growAt(ctx, BASE + 2 * CHUNK + PAGE, CHUNK));
    refused(error, () -> placement.growAt(ctx, BASE + 2 * CHUNK, CHUNK - PAGE));
    refused(error, () -> placement.growAt(ctx, BASE + 2 * CHUNK, 0));
    refused(error, () -> placement.growAt(ctx, BASE + 2 * CHUNK, -CHUNK));
    refused(error, () -> placement.growAt(ctx, BASE + 7 * CHUNK, 2 * CHUNK));
    refused(error, () -> placement.growAt(ctx, BASE - CHUNK, CHUNK));
    refused(error, () -> placement.growAt(ctx, BASE + 2 * CHUNK, CHUNK + 1));
  }

  @Test
  void growAt_thenGrowthOnDemand_goesOnAboveIt() {
    placement.growAt(ctx, BASE + 3 * CHUNK, CHUNK);

    Span s = heap.allocManual(ctx, 1024, SpanAllocType.WORK_BUF);

    assertThat(s.base()).isEqualTo(BASE + 3 * CHUNK);
    assertThat(heap.snapshot().mapped()).isEqualTo(4 * CHUNK);
  }

  @Test
  void scavengeAt_partlyReleasedPages_countsTheRest() {
    Span s = placement.allocAt(ctx, BASE + CHUNK, 4, SpanAllocType.STACK, -1);
    heap.freeManual(ctx, s, SpanAllocType.STACK);
    assertThat(heap.snapshot().heapFree()).isEqualTo(4 * PAGE);

    placement.scavengeAt(ctx, BASE + CHUNK + 2 * PAGE, 4);

    assertThat(heap.snapshot().heapFree()).isEqualTo(2 * PAGE);
    placement.scavengeAt(ctx, BASE + CHUNK + 2 * PAGE, 4);
    assertThat(heap.snapshot().heapFree()).isEqualTo(2 * PAGE);
  }

  @Test
  void scavengeAt_pagesInUse_isAnError() {
    placement.allocAt(ctx, BASE + CHUNK, 4, SpanAllocType.STACK, -1);

    refused(PlacementException.class, () -> placement.scavengeAt(ctx, BASE + CHUNK + 3 * PAGE, 2));
  }
}
