package io.quiesce.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.memory.PoisonException;
import io.quiesce.heap.page.PageAudit;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.phase.PhaseGate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The order of the steps of a death: figures, bytes, pages. Pages that are free before the figures
 * have moved may be used again, and a cut then has more in use than there is (AC3).
 *
 * <p>Bytes that have no owner refuse to be taken back, which stops a death between its other steps.
 */
final class BurialOrderTest {
  private final PageHeap heap =
      new PageHeap(HeapConfig.tiny(1).withMemory(MemoryMode.POISON), new PhaseGate(1));

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void freeManual_stoppedAtTheBytes_figuresHaveMovedAndPagesAreTaken(int pid) {
    TestContext ctx = new TestContext(pid);
    Span span = heap.allocManual(ctx, 4, SpanAllocType.STACK);
    long free = free();
    heap.memory().takeBack(span.base(), span.bytes());

    assertThatThrownBy(() -> heap.freeManual(ctx, span, SpanAllocType.STACK))
        .isInstanceOf(PoisonException.class);

    assertThat(heap.snapshot().stacksInuse()).isZero();
    assertThat(free()).isEqualTo(free);
  }

  /** Free pages, wherever they are kept. */
  private long free() {
    return new PageAudit(heap.pages()).freePages()
        + Long.bitCount(heap.supply().cache(0).freeBits())
        + heap.supply().runCache(0).size();
  }
}
