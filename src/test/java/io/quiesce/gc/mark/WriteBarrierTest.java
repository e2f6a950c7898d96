package io.quiesce.gc.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.object.ObjectLab;
import io.quiesce.sched.M;
import io.quiesce.sched.OwnershipException;
import org.junit.jupiter.api.Test;

final class WriteBarrierTest {
  private final MarkLab lab = new MarkLab();
  private final M m = lab.lab.m(0);
  private final M other = lab.lab.m(1);

  private long node() {
    return lab.objects.mallocgc(m, ObjectLab.NODE);
  }

  @Test
  void store_off_shadesNothing() {
    long a = node();
    long b = node();
    lab.barrier.store(m, a, b);
    lab.barrier.store(m, a, 0);

    assertThat(lab.isMarked(b)).isFalse();
    assertThat(lab.barrier.load(a)).isZero();
    assertThat(lab.barrier.isNeeded()).isFalse();
  }

  @Test
  void store_marking_shadesOldAndNew_atOnce() {
    long a = node();
    long old = node();
    long fresh = node();
    lab.barrier.store(m, a + 16, old);
    lab.startMark();

    lab.barrier.store(other, a + 16, fresh);

    assertThat(lab.isMarked(old)).isTrue();
    assertThat(lab.isMarked(fresh)).isTrue();
    assertThat(lab.isMarked(a)).isFalse();
    assertThat(lab.barrier.load(a + 16)).isEqualTo(fresh);
    assertThat(lab.works[1].empty()).as("the work of the storing P has both").isFalse();
    assertThat(lab.works[0].empty()).isTrue();
  }

  @Test
  void store_globals_shadesOldAndNew() {
    long old = node();
    long fresh = node();
    lab.globals.store(0, old);
    lab.startMark();
    lab.barrier.store(m, lab.globals, 0, fresh);

    assertThat(lab.isMarked(old)).isTrue();
    assertThat(lab.isMarked(fresh)).isTrue();
    assertThat(lab.globals.load(0)).isEqualTo(fresh);
  }

  @Test
  void deletion_pointerMovedToABlackStack_survives() {
    long a = node();
    long hidden = node();
    lab.globals.store(0, a);
    lab.barrier.store(m, a, hidden);
    lab.startMark();
    // the stack is black: the program loads the pointer into it, then destroys the only other copy
    long onStack = lab.barrier.load(a);
    lab.barrier.store(m, a, 0);
    lab.drain(m);
    lab.endCycle(m);

    assertThat(lab.lab.isAllocated(onStack)).isTrue();
  }

  @Test
  void insertion_pointerMovedToABlackObject_survives() {
    long black = node();
    long white = node();
    lab.globals.store(0, black);
    lab.startMark();
    lab.drain(m);
    lab.barrier.store(m, black, white);
    lab.drain(m);
    lab.endCycle(m);

    assertThat(lab.lab.isAllocated(white)).isTrue();
  }

  @Test
  void shade_withoutP_isRefused() {
    M none = lab.lab.sched.newM();
    long a = node();
    long b = node();
    lab.startMark();

    assertThatThrownBy(() -> lab.barrier.store(none, a, b)).isInstanceOf(OwnershipException.class);
    assertThat(lab.barrier.load(a)).isZero();
  }
}
