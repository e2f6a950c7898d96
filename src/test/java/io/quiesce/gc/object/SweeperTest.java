package io.quiesce.gc.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.Special;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.phase.PhaseException;
import io.quiesce.sched.M;
import org.junit.jupiter.api.Test;

final class SweeperTest {
  private final ObjectLab lab = ObjectLab.poisoned();
  private final ObjectHeap objects = lab.objects;
  private final Sweeper sweeper = objects.sweeper();
  private final M m = lab.m(0);

  @Test
  void sweep_unmarked_isFreedAndMarkedSurvives() {
    long a = objects.mallocgc(m, ObjectLab.NODE);
    long b = objects.mallocgc(m, ObjectLab.NODE);

    lab.cycle(m, b);

    assertThat(lab.isAllocated(a)).isFalse();
    assertThat(lab.isAllocated(b)).isTrue();
    assertThat(objects.figures()).isEqualTo(new ObjectFigures(2, 64, 1, 32));
    assertThat(objects.mallocgc(m, ObjectLab.NODE)).isEqualTo(a);
  }

  @Test
  void sweep_emptySpan_goesToThePageHeap() {
    objects.mallocgc(m, ObjectLab.NODE);
    objects.mallocgc(m, ObjectLab.WORD, 5000);

    lab.cycle(m);

    assertThat(lab.pages.snapshot().heapInuse()).isZero();
    HeapOracle.check(lab.pages);
  }

  @Test
  void sweep_survivorOfOneCycle_diesInTheNext() {
    long a = objects.mallocgc(m, ObjectLab.NODE);
    lab.cycle(m, a);
    lab.cycle(m, a);
    assertThat(lab.isAllocated(a)).isTrue();

    lab.cycle(m);

    assertThat(lab.isAllocated(a)).isFalse();
  }

  @Test
  void start_growsByTwo_andOnlyInOff() {
    lab.startMark();
    assertThatThrownBy(() -> m.systemstack(() -> sweeper.start(m)))
        .isInstanceOf(PhaseException.class);
    assertThat(sweeper.sweepgen()).isZero();

    lab.startSweep(m);

    assertThat(sweeper.sweepgen()).isEqualTo(2);
  }

  @Test
  void start_spanLeft_isRefused() {
    objects.mallocgc(m, ObjectLab.WORD, 5000);
    lab.startMark();
    lab.startSweep(m);
    m.systemstack(
        () -> {
          objects.prepareForSweep(m, m.p());
          M idle = lab.sched.newM();
          lab.sched.tryClaim(idle, lab.sched.p(1));
          idle.systemstack(() -> objects.prepareForSweep(idle, lab.sched.p(1)));
        });

    assertThatThrownBy(() -> m.systemstack(() -> sweeper.start(m)))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("spans of sweep generation 2 are unswept");
    assertThat(sweeper.sweepgen()).isEqualTo(2);
  }

  @Test
  void start_cacheNotFlushed_isRefused() {
    lab.startMark();
    lab.startSweep(m);

    assertThatThrownBy(() -> m.systemstack(() -> sweeper.start(m)))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("the cache of P 0 was flushed in sweep generation 0, now is 2");
  }

  @Test
  void staleCache_isFlushedBeforeTheNextObject() {
    long a = objects.mallocgc(m, ObjectLab.NODE);
    lab.startMark();
    lab.startSweep(m);

    long b = objects.mallocgc(m, ObjectLab.NODE);
    lab.finishSweep(m);

    assertThat(lab.isAllocated(b)).isTrue();
    assertThat(objects.figures()).isEqualTo(new ObjectFigures(2, 64, 1, 32));
    assertThat(b).as("the span of a was freed, its place is reused").isEqualTo(a);
  }

  @Test
  void sweepone_outsideOff_doesNothing() {
    long a = objects.mallocgc(m, ObjectLab.WORD, 5000);
    lab.startMark();
    lab.startSweep(m);
    m.systemstack(() -> objects.prepareForSweep(m, m.p()));
    lab.gate.startMark();

    assertThat(sweeper.sweepone(m)).isEqualTo(Sweeper.NOTHING);
    assertThat(lab.isAllocated(a)).isTrue();
  }

  @Test
  void sweepone_reportsPagesFreed_thenNothing() {
    objects.mallocgc(m, ObjectLab.WORD, 5000);
    long kept = objects.mallocgc(m, ObjectLab.WORD, 5000);
    lab.startMark();
    lab.mark(kept);
    lab.startSweep(m);

    assertThat(sweeper.sweepone(m) + sweeper.sweepone(m)).isEqualTo(5);
    assertThat(sweeper.sweepone(m)).isEqualTo(Sweeper.NOTHING);
    assertThat(sweeper.isSwept()).isTrue();
  }

  @Test
  void refill_sweepsOnTheSpot_beforeTheHeapGrows() {
    long[] all = new long[512];
    for (int i = 0; i < all.length; i++) {
      all[i] = objects.mallocgc(m, ObjectLab.NODE);
    }
    m.systemstack(() -> objects.flush(m, m.p()));
    lab.startMark();
    for (int i = 0; i < 256; i++) {
      lab.mark(all[i]);
    }
    lab.mark(all[300]);
    lab.startSweep(m);
    long inuse = lab.pages.snapshot().heapInuse();

    assertThat(objects.mallocgc(m, ObjectLab.NODE)).isEqualTo(all[256]);
    assertThat(lab.pages.snapshot().heapInuse()).isEqualTo(inuse);
    assertThat(sweeper.isSwept()).as("the other span is left for later").isFalse();
  }

  @Test
  void acquire_sweptSpan_isRefused() {
    ObjectSpan span = objects.map().find(objects.mallocgc(m, ObjectLab.WORD, 5000));

    assertThatThrownBy(() -> sweeper.acquire(span))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("it is swept, cached or taken");
  }

  @Test
  void finalizer_unmarkedObject_isQueuedAndLivesOnce() {
    long a = objects.mallocgc(m, ObjectLab.NODE);
    ObjectSpan span = objects.map().find(a);
    assertThat(objects.specials().add(span, new Special(a, 77))).isTrue();
    lab.cycle(m, a);
    assertThat(objects.specials().take()).isNull();

    lab.cycle(m);

    assertThat(lab.isAllocated(a)).isTrue();
    assertThat(objects.specials().recorded()).isZero();
    assertThat(objects.specials().queued()).containsExactly(new Special(a, 77));
    assertThat(objects.specials().take()).isEqualTo(new Special(a, 77));
    lab.cycle(m);
    assertThat(lab.isAllocated(a)).isFalse();
  }
}
