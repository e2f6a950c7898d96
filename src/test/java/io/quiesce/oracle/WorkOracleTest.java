package io.quiesce.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.work.GcWork;
import io.quiesce.gc.work.WorkBuf;
import io.quiesce.gc.work.WorkBufs;
import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The oracles of work see what was planted for them. */
final class WorkOracleTest {
  private final PageHeap heap = new PageHeap(HeapConfig.tiny(1), new PhaseGate(1));
  private final WorkBufs bufs = new WorkBufs(heap, 64);
  private final M m = new Sched(1).newM(0);
  private final GcWork work = new GcWork(bufs, 0);

  private void check() {
    WorkOracle.check(heap, bufs, work);
  }

  @Test
  void check_soundState_saysNothing() {
    work.put(m, 5);
    work.put(m, 5);
    check();

    assertThat(WorkOracle.contents(bufs)).isEqualTo(Map.of(5L, 2));
    work.dispose();
    check();
  }

  @Test
  void check_ownedByNobody_isW1() {
    bufs.getempty(m);

    assertThatThrownBy(this::check).isInstanceOf(OracleException.class).hasMessageContaining("W1");
  }

  @Test
  void check_putTwice_isW6() {
    WorkBuf b = bufs.getempty(m);
    work.put(m, 1);
    bufs.putempty(work.second());

    assertThatThrownBy(this::check)
        .hasMessageContaining("W6")
        .hasMessageContaining("with P0")
        .hasMessageContaining(b + " is in 0 places");
  }

  @Test
  void check_spanOnNoList_isW5AndW10() {
    check();
    m.systemstack(() -> heap.allocManual(m, 4, SpanAllocType.WORK_BUF));

    assertThatThrownBy(this::check).hasMessageContaining("W5").hasMessageContaining("W10");
  }

  @Test
  void checkAfterCycle_workLeft_isP6() {
    work.put(m, 1);

    assertThatThrownBy(() -> WorkOracle.checkAfterCycle(heap, bufs, work))
        .hasMessageContaining("P6")
        .hasMessageContaining("still has buffers");
    work.dispose();
    assertThatThrownBy(() -> WorkOracle.checkAfterCycle(heap, bufs, work))
        .hasMessageContaining("the full list has");
  }

  @Test
  void shadow_lifeOfAnItem_isCheckedAtEachStep() {
    ShadowWork shadow = new ShadowWork(2);

    assertThat(shadow.made(1)).isTrue();
    assertThat(shadow.made(1)).isFalse();
    assertThat(shadow.outstanding()).isEqualTo(1);
    assertThatThrownBy(shadow::requireNoneLeft).hasMessageContaining("C2: item 1 is grey");
    shadow.done(1);
    shadow.requireNoneLeft();
    assertThatThrownBy(() -> shadow.done(1)).hasMessageContaining("taken twice");
    assertThatThrownBy(() -> shadow.done(2)).hasMessageContaining("never made");
    assertThat(shadow.made(1)).isFalse();
    assertThat(shadow.outstanding()).isZero();
  }
}
