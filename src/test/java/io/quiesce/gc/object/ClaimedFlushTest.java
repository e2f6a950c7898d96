package io.quiesce.gc.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.sched.M;
import io.quiesce.sched.P;
import org.junit.jupiter.api.Test;

/** Flushing on behalf of a P that the M has claimed, or is just giving up. */
final class ClaimedFlushTest {
  private final ObjectLab lab = ObjectLab.poisoned();

  @Test
  void prepareForSweep_byAnMThatRunsNoP_freesAndCountsWithTheClaimedP() {
    M m = lab.m(0);
    long dead = lab.objects.mallocgc(m, ObjectLab.NODE);
    lab.startMark();
    lab.startSweep(m);
    P p = m.releasep();

    assertThat(lab.sched.tryClaim(m, p)).isTrue();
    m.systemstack(() -> lab.objects.prepareForSweep(m, p));

    assertThat(lab.isAllocated(dead)).isFalse();
    assertThat(lab.objects.figures().objects()).isZero();
  }
}
