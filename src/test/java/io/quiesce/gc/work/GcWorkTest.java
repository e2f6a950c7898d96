package io.quiesce.gc.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The two buffers of a P, one M at a time; six pointers to a buffer. */
final class GcWorkTest {
  private static final int FULL = 6;

  private WorkLab lab = WorkLab.small();
  private GcWork work = lab.work0;

  @AfterEach
  void invariants() {
    lab.check();
  }

  @Test
  void new_hasNoBuffersAndIsEmpty() {
    assertThat(work.first()).isNull();
    assertThat(work.empty()).isTrue();
    assertThat(work.tryGetFast()).isZero();
    assertThat(work.putFast(1)).isFalse();
    assertThat(work.pid()).isZero();
  }

  @Test
  void put_thenGet_isLastInFirstOutWithinABuffer() {
    lab.put(work, 1, 3);

    assertThat(LongStream.generate(() -> work.tryGet(lab.m0)).limit(4))
        .containsExactly(3L, 2L, 1L, 0L);
    assertThat(work.empty()).isTrue();
  }

  @Test
  void init_workOnTheFullList_takesItAsTheSecondBuffer() {
    lab.put(lab.work1, 1, 2);
    lab.work1.dispose();

    work.put(lab.m0, 9);

    assertThat(work.second().nobj()).isEqualTo(2);
    assertThat(lab.bufs.isFullEmpty()).isTrue();
  }

  @Nested
  final class Flushing {
    @Test
    void put_oneBufferFull_usesTheOtherAndTellsNobody() {
      lab.put(work, 1, 2 * FULL);

      assertThat(work.flushedWork()).isFalse();
      assertThat(lab.enlisted).isEmpty();
      assertThat(work.putFast(1)).isFalse();
    }

    @Test
    void put_bothFull_flushesOneAndTells() {
      lab.put(work, 1, 2 * FULL + 1);

      assertThat(lab.bufs.fullBufs()).hasSize(1);
      assertThat(work.flushedWork()).isTrue();
      assertThat(lab.enlisted).containsExactly(0);
    }

    @Test
    void put_bothFull_tellsWhenTheObjectIsThere() {
      List<Long> there = new ArrayList<>();
      GcWork telling =
          new GcWork(lab.bufs, 0, lab.totals, pid -> there.add(lab.pointers(work, lab.work1)));
      work = telling;
      lab.put(work, 1, 2 * FULL + 1);

      assertThat(there).as("pointers anywhere, when told").containsExactly(2L * FULL + 1);
      work.dispose();
    }

    @Test
    void putBatch_moreThanFits_flushesAndKeepsAll() {
      long[] batch = LongStream.rangeClosed(0, 20).toArray();

      work.putBatch(lab.m0, batch, 1, 20);

      assertThat(work.flushedWork()).isTrue();
      assertThat(lab.enlisted).containsExactly(0);
      assertThat(lab.bufs.fullBufs()).hasSize(3);
      assertThat(LongStream.generate(() -> work.tryGet(lab.m0)).limit(20).sum()).isEqualTo(210);
    }

    @Test
    void putBatch_nothing_takesNoBuffer() {
      work.putBatch(lab.m0, new long[0], 0, 0);

      assertThat(work.first()).isNull();
    }

    @Test
    void dispose_onlyTheFirstWithWork_flushesIt() {
      lab.put(work, 1, 1);

      work.dispose();

      assertThat(work.flushedWork()).isTrue();
      assertThat(lab.bufs.fullBufs()).hasSize(1);
      assertThat(work.first()).isNull();
    }

    @Test
    void dispose_onlyTheSecondWithWork_flushesIt() {
      lab.put(work, 1, FULL + 1);
      work.tryGet(lab.m0);
      assertThat(work.first().nobj()).isZero();

      work.dispose();

      assertThat(work.takeFlushedWork()).isTrue();
      assertThat(lab.bufs.fullBufs()).hasSize(1);
    }

    @Test
    void dispose_noWork_saysNothing() {
      lab.put(work, 1, 1);
      work.tryGet(lab.m0);

      work.dispose();

      assertThat(work.flushedWork()).isFalse();
      assertThat(lab.bufs.isFullEmpty()).isTrue();
    }

    @Test
    void balance_secondWithWork_flushesItWhole() {
      lab.put(work, 1, FULL + 1);

      work.balance(lab.m0);

      assertThat(lab.bufs.fullBufs()).hasSize(1);
      assertThat(work.second().nobj()).isZero();
      assertThat(work.flushedWork()).isTrue();
      assertThat(lab.enlisted).containsExactly(0);
    }

    @Test
    void balance_fiveInTheFirst_handsHalfOff() {
      lab.put(work, 1, 5);

      work.balance(lab.m0);

      assertThat(work.first().nobj()).isEqualTo(2);
      assertThat(lab.bufs.fullBufs().get(0).nobj()).isEqualTo(3);
      assertThat(work.flushedWork()).isTrue();
      assertThat(lab.enlisted).containsExactly(0);
    }

    @Test
    void balance_fourInTheFirst_keepsThem() {
      lab.put(work, 1, 4);

      work.balance(lab.m0);

      assertThat(lab.bufs.isFullEmpty()).isTrue();
      assertThat(work.flushedWork()).isFalse();
      assertThat(lab.enlisted).isEmpty();
    }

    @Test
    void balance_withoutBuffers_doesNothing() {
      work.balance(lab.m0);

      assertThat(work.first()).isNull();
    }

    @Test
    void takeFlushedWork_clearsIt() {
      lab.put(work, 1, 1);
      work.dispose();

      assertThat(work.takeFlushedWork()).isTrue();
      assertThat(work.takeFlushedWork()).isFalse();
    }
  }

  @Test
  void tryGet_nothingLocal_takesABufferOfAnotherP() {
    lab.put(lab.work1, 1, 3);
    lab.work1.dispose();
    lab.put(work, 7, 7);
    work.tryGet(lab.m0);

    assertThat(LongStream.generate(() -> work.tryGet(lab.m0)).limit(4).sum()).isEqualTo(6);
  }

  @Test
  void figures_goToTheTotalsAtDispose() {
    work.addBytesMarked(100);
    work.addScanWork(7);
    assertThat(work.flushScanWork()).isEqualTo(7);
    work.addScanWork(3);
    assertThat(lab.totals.scanWork()).isEqualTo(7);

    work.dispose();

    assertThat(lab.totals.bytesMarked()).isEqualTo(100);
    assertThat(lab.totals.scanWork()).isEqualTo(10);
    assertThat(work.bytesMarked() + work.scanWork()).isZero();
    lab.totals.reset();
    assertThat(lab.totals.scanWork() + lab.totals.bytesMarked()).isZero();
  }

  @Test
  void put_noBufferLeft_isAnErrorAndLosesNothing() {
    lab = new WorkLab(2, new WorkBufShape(FULL, 2));
    work = lab.work0;
    lab.put(work, 1, 2 * FULL);

    assertThatThrownBy(() -> work.put(lab.m0, 13)).isInstanceOf(WorkBufException.class);
    assertThatThrownBy(() -> lab.work1.put(lab.m1, 1)).isInstanceOf(WorkBufException.class);

    lab.check();
    assertThat(work.flushedWork()).isFalse();
    assertThat(LongStream.generate(() -> work.tryGet(lab.m0)).limit(12).sum()).isEqualTo(78);
  }

  @Test
  void init_secondBufferMissing_givesTheFirstBack() {
    lab = new WorkLab(1, new WorkBufShape(FULL, 1));

    assertThatThrownBy(() -> lab.work0.put(lab.m0, 1)).isInstanceOf(WorkBufException.class);

    assertThat(lab.bufs.emptyBufs()).hasSize(1);
  }
}
