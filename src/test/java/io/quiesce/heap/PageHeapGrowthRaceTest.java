package io.quiesce.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.phase.PhaseGate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several threads that make the heap grow to its end. */
@Timeout(60)
final class PageHeapGrowthRaceTest {
  private static final long CHUNK = HeapAddress.CHUNK_BYTES;

  private static PageHeap newHeap() {
    return new PageHeap(
        HeapConfig.of(32 * CHUNK, 3).withArenaPages(512).withMemory(MemoryMode.NONE),
        new PhaseGate(3));
  }

  /**
   * A claim appears word by word, so another thread's first fit may begin within a chunk that is
   * being claimed. Each span that lies so can leave pieces of a chunk that nobody else can use.
   */
  @Test
  void growersAtOnce_useTheWholeSpaceAndAreRefusedOnlyThen() {
    for (int round = 0; round < 40; round++) {
      PageHeap heap = newHeap();
      AtomicInteger made = new AtomicInteger();
      AtomicInteger astride = new AtomicInteger();
      Race.Body grower =
          () -> {
            TestContext ctx = TestContext.withoutP();
            Span s = heap.allocManual(ctx, 512, SpanAllocType.WORK_BUF);
            while (s != null) {
              astride.addAndGet(s.base() % CHUNK == 0 ? 0 : 1);
              made.incrementAndGet();
              s = heap.allocManual(ctx, 512, SpanAllocType.WORK_BUF);
            }
            assertThat(heap.snapshot().mapped()).as("grown at a refusal").isEqualTo(32 * CHUNK);
            // the two others may own a span each that they have not counted yet, lying astride
            assertThat(made.get() + astride.get()).isGreaterThanOrEqualTo(28);
          };
      Race.run(grower, grower, grower);

      assertThat(made.get() + astride.get()).isGreaterThanOrEqualTo(32);
      assertThat(heap.snapshot().inWorkBufs()).isEqualTo(made.get() * CHUNK);
      assertPiecesUsable(heap, 32 * 512 - made.get() * 512);
      HeapOracle.check(heap);
    }
  }

  private static void assertPiecesUsable(PageHeap heap, int pages) {
    TestContext ctx = TestContext.withoutP();
    assertThat(heap.allocManual(ctx, 512, SpanAllocType.WORK_BUF)).isNull();
    for (int i = 0; i < pages; i++) {
      assertThat(heap.allocManual(ctx, 1, SpanAllocType.WORK_BUF)).isNotNull();
    }
    assertThat(heap.allocManual(ctx, 1, SpanAllocType.WORK_BUF)).isNull();
  }
}
