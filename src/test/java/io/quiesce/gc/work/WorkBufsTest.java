package io.quiesce.gc.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStackException;
import io.quiesce.sched.M;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The lists of work buffers and the spans behind them, one M at a time. */
final class WorkBufsTest {
  private static final int SPAN = 32768;

  private WorkLab lab = WorkLab.small();
  private final List<WorkBuf> mine = new ArrayList<>();

  @AfterEach
  void invariants() {
    mine.forEach(
        b -> {
          if (b.isEmpty()) {
            lab.bufs.putempty(b);
          } else {
            lab.bufs.putfull(b);
          }
        });
    lab.check();
  }

  private WorkBuf take() {
    WorkBuf b = lab.bufs.getempty(lab.m0);
    mine.add(b);
    return b;
  }

  private WorkBuf with(int... pointers) {
    WorkBuf b = take();
    for (int p : pointers) {
      b.push(p);
    }
    return b;
  }

  private void putfull(WorkBuf b) {
    lab.bufs.putfull(b);
    mine.remove(b);
  }

  @Nested
  final class Lists {
    @Test
    void getempty_noBuffers_carvesASpanAndReturnsItsFirstBuffer() {
      WorkBuf b = take();

      assertThat(b.id()).isZero();
      assertThat(lab.bufs.emptyBufs()).extracting(WorkBuf::id).containsExactly(3, 2, 1);
      assertThat(lab.heap.snapshot().inWorkBufs()).isEqualTo(SPAN);
      assertThat(lab.bufs.address(b)).isEqualTo(lab.bufs.busySpans().get(0).base());
    }

    @Test
    void address_ofBufferK_isItsPartOfTheSpan() {
      take();
      WorkBuf last = take();

      assertThat(lab.bufs.address(last) - lab.bufs.busySpans().get(0).base())
          .isEqualTo(3 * SPAN / 4);
    }

    @Test
    void trygetfull_twoPut_isLastInFirstOut() {
      WorkBuf first = with(1);
      WorkBuf second = with(2);
      putfull(first);
      putfull(second);

      WorkBuf got = lab.bufs.trygetfull();

      mine.add(got);
      assertThat(got).isSameAs(second);
      assertThat(lab.bufs.fullBufs()).containsExactly(first);
    }

    @Test
    void putfull_withoutContents_isAnErrorAndTheCallerKeepsIt() {
      WorkBuf b = take();

      assertThatThrownBy(() -> lab.bufs.putfull(b))
          .isInstanceOf(WorkBufException.class)
          .hasMessageContaining("work buffer 0 (0 of 6) must have contents");
      assertThat(lab.bufs.isFullEmpty()).isTrue();
    }

    @Test
    void putempty_withContents_isAnErrorAndTheCallerKeepsIt() {
      WorkBuf b = with(1);

      assertThatThrownBy(() -> lab.bufs.putempty(b))
          .isInstanceOf(WorkBufException.class)
          .hasMessageContaining("putempty");
      assertThat(lab.bufs.emptyBufs()).doesNotContain(b);
    }

    @Test
    void handoff_oddNumber_keepsTheTopHalfRoundedDown() {
      WorkBuf b = with(1, 2, 3, 4, 5);

      WorkBuf upper = lab.bufs.handoff(lab.m0, b);

      mine.set(0, upper);
      assertThat(List.of(upper.objAt(0), upper.objAt(1))).containsExactly(4L, 5L);
      assertThat(upper.nobj()).isEqualTo(2);
      assertThat(lab.bufs.fullBufs()).containsExactly(b);
      assertThat(List.of(b.objAt(0), b.objAt(1), b.objAt(2))).containsExactly(1L, 2L, 3L);
      assertThat(b.nobj()).isEqualTo(3);
    }

    @Test
    void handoff_onePointer_isAnErrorAndChangesNothing() {
      WorkBuf b = with(1);

      assertThatThrownBy(() -> lab.bufs.handoff(lab.m0, b)).isInstanceOf(WorkBufException.class);
      assertThat(b.nobj()).isEqualTo(1);
    }
  }

  @Nested
  final class Exhaustion {
    @Test
    void getempty_allNumbersInUse_isAnErrorThatSaysSo() {
      lab = new WorkLab(3, new WorkBufShape(2, 2));
      for (int i = 0; i < 4; i++) {
        take();
      }

      assertThatThrownBy(() -> lab.bufs.getempty(lab.m0))
          .isInstanceOf(WorkBufException.class)
          .hasMessageContaining("all 2 spans");
      assertThat(lab.bufs.busySpans()).hasSize(2);
    }
  }

  @Nested
  final class GivingBack {
    private final M m = lab.m0;

    private void cycle(int spans) {
      for (int i = 0; i < spans * 4; i++) {
        take();
      }
      mine.forEach(lab.bufs::putempty);
      mine.clear();
    }

    private boolean free(boolean preemptible) {
      return m.systemstack(() -> lab.bufs.freeSomeWbufs(m, preemptible));
    }

    @Test
    void prepareFreeWorkbufs_allEmpty_makesTheSpansFree() {
      cycle(2);

      lab.bufs.prepareFreeWorkbufs();

      assertThat(lab.bufs.busySpans()).isEmpty();
      assertThat(lab.bufs.freeSpans()).hasSize(2);
      assertThat(lab.bufs.emptyBufs()).isEmpty();
      assertThat(lab.heap.snapshot().inWorkBufs()).isEqualTo(2 * SPAN);
    }

    @Test
    void prepareFreeWorkbufs_workLeft_isAnErrorAndChangesNothing() {
      putfull(with(1));

      assertThatThrownBy(lab.bufs::prepareFreeWorkbufs)
          .isInstanceOf(WorkBufException.class)
          .hasMessageContaining("full list");
      assertThat(lab.bufs.busySpans()).hasSize(1);
    }

    @Test
    void prepareFreeWorkbufs_bufferOwned_isAnErrorAndChangesNothing() {
      take();

      assertThatThrownBy(lab.bufs::prepareFreeWorkbufs)
          .isInstanceOf(WorkBufException.class)
          .hasMessageContaining("1 of 4 buffers are still owned");
      assertThat(lab.bufs.emptyBufs()).hasSize(3);
    }

    @Test
    void getempty_freeSpan_isReusedWithoutTheHeap() {
      cycle(1);
      lab.bufs.prepareFreeWorkbufs();

      WorkBuf again = take();

      assertThat(again.id()).isZero();
      assertThat(lab.bufs.busySpans()).hasSize(1);
      assertThat(lab.bufs.freeSpans()).isEmpty();
      assertThat(lab.heap.snapshot().inWorkBufs()).isEqualTo(SPAN);
    }

    @Test
    void freeSomeWbufs_phaseOff_givesTheSpansBackAndTheirNumbersComeAgain() {
      cycle(3);
      lab.bufs.prepareFreeWorkbufs();

      assertThat(free(false)).isFalse();

      assertThat(lab.heap.snapshot().inWorkBufs()).isZero();
      for (int i = 0; i < 12; i++) {
        assertThat(take().id()).isLessThan(12);
      }
    }

    @Test
    void freeSomeWbufs_marking_freesNothing() {
      cycle(1);
      lab.bufs.prepareFreeWorkbufs();
      lab.gate.startMark();

      assertThat(free(false)).isFalse();

      assertThat(lab.bufs.freeSpans()).hasSize(1);
      assertThat(lab.heap.snapshot().inWorkBufs()).isEqualTo(SPAN);
    }

    @Test
    void freeSomeWbufs_manySpans_stopsAfter64AndWhenAskedForTheP() {
      lab = new WorkLab(140, new WorkBufShape(2, 2));
      for (int i = 0; i < 140; i++) {
        take();
      }
      mine.forEach(lab.bufs::putempty);
      mine.clear();
      lab.bufs.prepareFreeWorkbufs();
      M own = lab.m0;

      assertThat(own.<Boolean>systemstack(() -> lab.bufs.freeSomeWbufs(own, true))).isTrue();
      assertThat(lab.bufs.freeSpans()).hasSize(6);
      lab.sched.preempt(own.p());
      assertThat(own.<Boolean>systemstack(() -> lab.bufs.freeSomeWbufs(own, true))).isTrue();
      assertThat(lab.bufs.freeSpans()).hasSize(6);
      assertThat(own.<Boolean>systemstack(() -> lab.bufs.freeSomeWbufs(own, false))).isFalse();
    }

    @Test
    void freeSomeWbufs_onAUserStack_isRefused() {
      assertThatThrownBy(() -> lab.bufs.freeSomeWbufs(m, false))
          .isInstanceOf(SystemStackException.class);
    }
  }

  @Nested
  final class Shapes {
    @Test
    void go_is16BuffersOf2048Bytes() {
      assertThat(WorkBufShape.GO.bufBytes()).isEqualTo(2048);
      assertThat(new WorkBufs(lab.heap, 1).shape()).isEqualTo(WorkBufShape.GO);
    }

    @Test
    void shape_thatDoesNotFit_isAnError() {
      assertThatThrownBy(() -> new WorkBufShape(254, 16))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 253");
      assertThatThrownBy(() -> new WorkBufShape(1, 3)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new WorkBufs(lab.heap, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void getempty_heapExhausted_isAnErrorAndTheSlotIsKept() {
    PageHeap heap = new PageHeap(HeapConfig.tiny(2), new PhaseGate(2));
    WorkBufs many = new WorkBufs(heap, 4096, new WorkBufShape(2, 2));
    M m = lab.m0;
    List<WorkBuf> owned = new ArrayList<>();

    assertThatThrownBy(
            () -> {
              while (true) {
                owned.add(many.getempty(m));
              }
            })
        .isInstanceOf(WorkBufException.class)
        .hasMessageContaining("page heap is exhausted");

    assertThat(owned).hasSize(2 * 128);
    assertThatThrownBy(() -> many.getempty(m)).hasMessageContaining("page heap is exhausted");
  }
}
