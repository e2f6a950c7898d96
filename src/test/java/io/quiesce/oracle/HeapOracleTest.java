package io.quiesce.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.TestContext;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.page.Claim;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.phase.PhaseGate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The oracle must be silent about a sound heap and must name each kind of damage. */
final class HeapOracleTest {
  private final PageHeap heap = new PageHeap(HeapConfig.tiny(1), new PhaseGate(1));
  private final TestContext ctx = new TestContext(0);
  private Span stack;
  private Span objects;

  @BeforeEach
  void someLife() {
    stack = heap.allocManual(ctx, 4, SpanAllocType.STACK);
    objects = heap.alloc(ctx, 20, 3);
    Span gone = heap.allocManual(ctx, 20, SpanAllocType.WORK_BUF);
    heap.freeManual(ctx, gone, SpanAllocType.WORK_BUF);
    heap.allocManual(ctx, 1, SpanAllocType.PTR_SCALAR_BITS);
  }

  private void assertFound(String invariant) {
    assertThat(HeapOracle.violations(heap)).anyMatch(line -> line.startsWith(invariant));
    assertThatThrownBy(() -> HeapOracle.check(heap))
        .isInstanceOf(OracleException.class)
        .hasMessageContaining(invariant);
  }

  @Test
  void soundHeap_hasNoViolation() {
    assertThat(heap.supply().runCache(0).size()).isPositive();
    assertThat(heap.supply().cache(0).isEmpty()).isFalse();

    assertThat(HeapOracle.violations(heap)).isEmpty();
  }

  @Test
  void pagesOfALiveSpanFreed_isPG1() {
    heap.pages().free(stack.firstPage(), 1);

    assertFound("PG1: page 0 is free in the bitmap");
    assertFound("AC7");
  }

  @Test
  void pagesTakenByNobody_isPG1() {
    heap.pages().alloc(3);

    assertFound("PG1/PG2");
    assertFound("AC7");
  }

  @Test
  void spanRetiredWithoutTheRest_isALeakAndAWrongFigure() {
    assertThat(objects.tryRetire(objects.acquire())).isTrue();

    assertFound("PG1/PG2");
    assertFound("AC4-6/H11: figure of HEAP");
    assertFound("H10");
  }

  @Test
  void inUseBitLost_isH10() {
    heap.spans().clearInUse(objects);

    assertFound("H10: in-use bit of page " + objects.firstPage() + " is false");
  }

  @Test
  void twoLiveSpansOnOnePage_isH1AndH2() {
    Span second = new Span(HeapAddress.of(1), 2, Span.NO_CLASS, true);
    second.publish(SpanAllocType.STACK);
    heap.spans().set(second);

    assertFound("H1/PG1: page 1 belongs to");
    assertFound("H2: page 1");
  }

  @Test
  void pagesNoLongerScavengedThatTheFiguresCountAsReleased_isAC3() {
    heap.pages().free(Claim.page(heap.pages().alloc(1)), 1);

    assertFound("AC3/AC12");
  }

  @Test
  void somebodyLeftInTheGate_isFound() {
    assertThat(heap.gate().tryEnterOff(ctx)).isTrue();

    assertFound("P: nobody is inside the phase gate");
  }

  @Test
  void shadowOwners_secondOwner_isFoundWithBothNames() {
    ShadowOwners owners = new ShadowOwners(HeapAddress.BASE, 1 << 20, 2048);
    owners.claim(HeapAddress.BASE + 4096, 8192, 7);

    assertThatThrownBy(() -> owners.claim(HeapAddress.BASE + 10240, 2048, 8))
        .isInstanceOf(OracleException.class)
        .hasMessageContaining("claim by owner 8")
        .hasMessageContaining("owner 7");
    assertThatThrownBy(() -> owners.release(HeapAddress.BASE + 4096, 8192, 9))
        .isInstanceOf(OracleException.class);
    owners.release(HeapAddress.BASE + 4096, 8192, 7);
    assertThat(owners.owned()).isZero();
    assertThatThrownBy(() -> owners.release(HeapAddress.BASE, 2048, 7))
        .isInstanceOf(OracleException.class)
        .hasMessageContaining("belongs to nobody");
  }
}
