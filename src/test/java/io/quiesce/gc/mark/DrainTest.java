package io.quiesce.gc.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.object.ObjectLab;
import io.quiesce.phase.PhaseException;
import io.quiesce.phase.SystemStackException;
import io.quiesce.sched.M;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DrainTest {
  private static final int OBJECT = 32;

  private final MarkLab lab = new MarkLab();
  private final M m = lab.lab.m(0);

  /** A list of nodes; answers the first. */
  private long list(int n) {
    long first = 0;
    for (int i = 0; i < n; i++) {
      long node = lab.objects.mallocgc(m, ObjectLab.NODE);
      lab.barrier.store(m, node, first);
      first = node;
    }
    return first;
  }

  private long gcDrainN(long scanWork) {
    return m.systemstack(() -> lab.drain.gcDrainN(m, scanWork));
  }

  @Test
  void gcDrain_marksAllThatGlobalsReach() {
    lab.globals.store(0, list(1000));
    long garbage = list(10);

    lab.startMark();
    lab.drain(m);

    assertThat(lab.isMarked(garbage)).isFalse();
    lab.endCycle(m);
    assertThat(lab.totals.bytesMarked()).isEqualTo(1000 * OBJECT);
    assertThat(lab.objects.figures().bytes()).isEqualTo(1000 * OBJECT);
    assertThat(lab.objects.liveBytes()).isEqualTo(1000 * OBJECT);
  }

  @Test
  void gcDrain_credit_isAllScanWorkOfTheCall_inPortions() {
    lab.globals.store(0, list(1000));
    lab.startMark();
    lab.works[0].addScanWork(100);
    lab.drain(m);

    long rootWork = lab.roots.globalsScanWork() + lab.roots.stackScanWork();
    assertThat(rootWork).isEqualTo(MarkLab.WORDS * 8);
    assertThat(lab.credits.stream().mapToLong(Long::longValue).sum())
        .isEqualTo(1000 * OBJECT + rootWork);
    assertThat(lab.credits)
        .allMatch(credit -> credit <= Drain.SLACK + OBJECT)
        .hasSizeBetween(16, 18);
    assertThat(lab.totals.scanWork()).isEqualTo(1000 * OBJECT + 100);
  }

  @Test
  void gcDrain_withoutCredit_givesNone() {
    lab.globals.store(0, list(100));
    lab.startMark();
    m.systemstack(() -> lab.drain.gcDrain(m, DrainMode.TERMINATION));

    assertThat(lab.credits).isEmpty();
    assertThat(lab.totals.scanWork()).isEqualTo(100 * OBJECT);
  }

  @Test
  void gcDrain_preempted_stopsIfTheModeSaysSo() {
    lab.globals.store(0, list(100));
    lab.startMark();
    lab.lab.sched.preempt(m.p());
    m.systemstack(() -> lab.drain.gcDrain(m, DrainMode.PREEMPTIBLE));
    assertThat(lab.jobs.claims()).isZero();

    lab.drain(m);

    lab.endCycle(m);
    assertThat(lab.totals.bytesMarked()).isEqualTo(100 * OBJECT);
  }

  @Test
  void gcDrain_check_isAskedAfterEachRootAndEachHundredThousandUnits() {
    lab.globals.store(0, list(7000));
    lab.startMark();
    AtomicInteger asked = new AtomicInteger();
    DrainMode mode =
        DrainMode.until(
            () -> {
              asked.incrementAndGet();
              return false;
            });
    m.systemstack(() -> lab.drain.gcDrain(m, mode));

    assertThat(asked).hasValue(lab.jobs.jobs() + 7000 * OBJECT / Drain.CHECK_WORK);
  }

  @Test
  void gcDrain_checkSaysStop_leavesTheRest() {
    lab.globals.store(0, list(7000));
    lab.startMark();
    while (lab.jobs.available()) {
      m.systemstack(() -> lab.roots.tryRun(m, lab.works[0]));
    }
    m.systemstack(() -> lab.drain.gcDrain(m, DrainMode.until(() -> true)));

    assertThat(lab.works[0].bytesMarked())
        .isBetween((long) Drain.CHECK_WORK, Drain.CHECK_WORK + 2L * Drain.SLACK);
    assertThat(lab.works[0].empty()).isFalse();
  }

  @Test
  void gcDrainN_stopsWhenItsWorkIsDone_andCountsItsOwnOnly() {
    lab.globals.store(0, list(1000));
    lab.startMark();
    lab.works[0].addScanWork(1500);

    long done = gcDrainN(5000);

    assertThat(done).isBetween(5000L, 5000L + MarkLab.WORDS * 8);
    assertThat(lab.credits).isEmpty();
    long own = lab.totals.scanWork() + lab.works[0].scanWork() - 1500;
    assertThat(done).isEqualTo(own + lab.roots.globalsScanWork());
  }

  @Test
  void gcDrainN_noObject_runsRootJobs_andEndsWithNothingLeft() {
    lab.globals.store(0, list(10));
    lab.startMark();

    assertThat(gcDrainN(1 << 20)).isEqualTo(10 * OBJECT + MarkLab.WORDS * 8);
    assertThat(lab.jobs.available()).isFalse();
    assertThat(gcDrainN(1 << 20)).isZero();
  }

  @Test
  void gcDrainN_preempted_doesNothing() {
    lab.globals.store(0, list(10));
    lab.startMark();
    lab.lab.sched.preempt(m.p());

    assertThat(gcDrainN(1000)).isZero();
  }

  @Test
  void balance_nothingForOthers_makesABufferFull() {
    long[] objects = new long[8];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = list(1);
    }
    lab.startMark();
    for (long object : objects) {
      lab.marker.grey(m, lab.works[0], object);
    }
    gcDrainN(1);

    assertThat(lab.bufs.isFullEmpty()).isFalse();
    assertThat(lab.works[0].flushedWork()).isTrue();
  }

  @Test
  void drain_wrongPhaseOrStack_isRefused() {
    assertThatThrownBy(() -> lab.drain(m)).isInstanceOf(PhaseException.class);
    assertThatThrownBy(() -> gcDrainN(1)).isInstanceOf(PhaseException.class);
    assertThatThrownBy(() -> lab.drain.gcDrain(m, DrainMode.DEDICATED))
        .isInstanceOf(SystemStackException.class);
  }
}
