package io.quiesce.oracle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.stack.StackLab;
import io.quiesce.stack.goroutine.FreeGoroutines;
import io.quiesce.stack.goroutine.GoroutineConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The oracles of stacks and goroutines find what is planted, and nothing in sound states. */
final class StackOracleTest {
  private final StackLab lab = StackLab.plain();
  private final M m = lab.onSystem(0);
  private final FreeGoroutines free = new FreeGoroutines(lab.stacks, GoroutineConfig.DEFAULT);

  @Test
  void check_aStackSpanThatNobodyHas_isS1() {
    lab.heap.allocManual(m, 8, SpanAllocType.STACK);

    assertThatThrownBy(() -> StackOracle.check(lab.stacks))
        .isInstanceOf(OracleException.class)
        .hasMessageContaining("S1")
        .hasMessageContaining("in 0 places");
  }

  @Test
  void check_aPoolSpanThatIsOnNoList_isS3() {
    Span span = lab.heap.allocManual(m, 4, SpanAllocType.STACK);
    span.carve(2048);

    assertThatThrownBy(() -> StackOracle.check(lab.stacks)).hasMessageContaining("S3");
  }

  @Test
  void check_aPieceTakenBehindThePoolsBack_isS1() {
    long lo = lab.stacks.stackalloc(m, 16384);
    Span span = lab.heap.spanOf(lo);
    span.tryTakeHighest(span.acquire());

    assertThatThrownBy(() -> StackOracle.check(lab.stacks))
        .hasMessageContaining("S1: stack 0x" + Long.toHexString(span.base()));
  }

  @Test
  void check_aFreePieceThatIsInUse_isS1() {
    long lo = lab.stacks.stackalloc(m, 2048);
    Span span = lab.heap.spanOf(lo);
    span.tryPut(span.acquire(), (int) (lo - span.base()) / 2048);

    assertThatThrownBy(() -> StackOracle.check(lab.stacks)).hasMessageContaining("in 2 places");
  }

  @Test
  void checkAfterCycle_deferredSpans_areS6() {
    long large = lab.stacks.stackalloc(m, 32768);
    m.setPreemptoff("pool");
    long small = lab.stacks.stackalloc(m, 2048);
    lab.gate.startMark();
    lab.stacks.stackfree(m, large, 32768);
    lab.stacks.stackfree(m, small, 2048);

    assertThatCode(() -> StackOracle.check(lab.stacks)).doesNotThrowAnyException();
    assertThatThrownBy(() -> StackOracle.checkAfterCycle(lab.stacks))
        .hasMessageContaining("S6: span 0x" + Long.toHexString(large))
        .hasMessageContaining("0 of 16 in use");
  }

  @Test
  void checkEmpty_aStackInUse_isS12() {
    lab.stacks.stackalloc(m, 32768);

    assertThatThrownBy(() -> StackOracle.checkEmpty(lab.stacks))
        .hasMessageContaining("S12: 32768 bytes");
  }

  @Test
  void goroutines_lostSharedOrMisplaced_areFound() {
    G dead = free.malg(m, 1, 2048);
    G live = free.malg(m, 2, 2048);
    live.cas(GStatus.DEAD, GStatus.RUNNABLE);
    assertThatThrownBy(() -> GoroutineOracle.check(lab.stacks, free, List.of(dead)))
        .hasMessageContaining("G2: goroutine 1 is dead, but on no list");

    free.gfput(m, dead);
    assertThatCode(() -> GoroutineOracle.check(lab.stacks, free, List.of(live)))
        .doesNotThrowAnyException();

    assertThatThrownBy(() -> GoroutineOracle.check(lab.stacks, free, List.of(live, dead)))
        .hasMessageContaining("two places");
    live.stack().install(dead.stack().lo(), dead.stack().hi(), 0);
    assertThatThrownBy(() -> GoroutineOracle.check(lab.stacks, free, List.of(live)))
        .hasMessageContaining("G1: goroutine 1 and goroutine 2 have the stack");
    live.stack().install(0x1000, 0x1800, 0);
    assertThatThrownBy(() -> GoroutineOracle.check(lab.stacks, free, List.of(live)))
        .hasMessageContaining("but 0 bytes are in use at 0x1000");
  }
}
