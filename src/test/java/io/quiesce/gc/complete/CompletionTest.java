package io.quiesce.gc.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.work.WorkBuf;
import io.quiesce.sched.M;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both protocols, one M at a time: whole cycles, and what each decision does. */
final class CompletionTest {
  static Stream<Arguments> protocols() {
    Function<MarkLab, MarkCompletion> ragged = MarkLab::ragged;
    Function<MarkLab, MarkCompletion> twoStep = MarkLab::twoStep;
    return Stream.of(
        Arguments.of(Named.of("ragged barrier", ragged)),
        Arguments.of(Named.of("two-step", twoStep)));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void cycle_oneWorker_completesOnceWithAllWorkDone(Function<MarkLab, MarkCompletion> protocol) {
    MarkLab lab = new MarkLab(2, 40, protocol);
    M m = lab.sched.newM(0);
    lab.start();

    Outcome last = Outcome.NOT_DONE;
    int calls = 0;
    while (last != Outcome.COMPLETED && calls++ < 100) {
      last = lab.assist(m, 7);
    }

    lab.rethrow();
    assertThat(last).isEqualTo(Outcome.COMPLETED);
    assertThat(lab.completed).hasValue(1);
    assertThat(lab.started).hasValue(1);
    assertThat(lab.completion.blackenEnabled()).isFalse();
    assertThat(m.onSystemStack()).isFalse();
    assertThat(lab.sched.p(1).isIdle()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void cycle_afterAnother_startsAfresh(Function<MarkLab, MarkCompletion> protocol) {
    MarkLab lab = new MarkLab(2, 5, protocol);
    M m = lab.sched.newM(0);
    for (int cycle = 1; cycle <= 3; cycle++) {
      lab.start();
      assertThat(lab.completion.isPromptly()).isFalse();
      for (int i = 0; i < 20 && lab.completion.blackenEnabled(); i++) {
        lab.assist(m, 2);
      }
      lab.rethrow();
      assertThat(lab.completed).hasValue(cycle);
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void cycle_workInTheCacheOfAnIdleP_isFound(Function<MarkLab, MarkCompletion> protocol) {
    MarkLab lab = new MarkLab(2, 3, protocol);
    M m0 = lab.sched.newM(0);
    M m1 = lab.sched.newM(1);
    lab.start();
    lab.roots.claim();
    lab.shade(m1, 1);
    m1.releasep();

    for (int i = 0; i < 20 && lab.completion.blackenEnabled(); i++) {
      lab.assist(m0, 5);
    }

    lab.rethrow();
    assertThat(lab.completed).hasValue(1);
    assertThat(lab.shadow.outstanding()).isZero();
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void markDone_somebodyTakesPart_isNotDone(Function<MarkLab, MarkCompletion> protocol) {
    MarkLab lab = new MarkLab(2, 1, protocol);
    M m0 = lab.sched.newM(0);
    lab.start();
    lab.roots.claim();
    lab.completion.tryEnter(m0);

    assertThat(lab.completion.markDone(m0)).isEqualTo(Outcome.NOT_DONE);
    assertThat(lab.completion.nwait()).isEqualTo(1);
    assertThat(lab.completion.nproc()).isEqualTo(2);
    assertThat(lab.suspended).hasValue(0);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void markDone_rootJobLeft_isNotDone(Function<MarkLab, MarkCompletion> protocol) {
    MarkLab lab = new MarkLab(2, 1, protocol);
    M m0 = lab.sched.newM(0);
    lab.start();

    assertThat(lab.completion.markDone(m0)).isEqualTo(Outcome.NOT_DONE);
    lab.completion.tryEnter(m0);
    assertThat(lab.completion.leave(m0)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void everything_closed_refusesAndChangesNothing(Function<MarkLab, MarkCompletion> protocol) {
    MarkLab lab = new MarkLab(2, 1, protocol);
    M m0 = lab.sched.newM(0);

    assertThat(lab.completion.tryEnter(m0)).isFalse();
    assertThat(lab.completion.markDone(m0)).isEqualTo(Outcome.NOT_DONE);
    assertThatThrownBy(() -> lab.completion.leave(m0)).isInstanceOf(CompletionException.class);
    lab.start();
    assertThatThrownBy(() -> lab.completion.start(2)).isInstanceOf(CompletionException.class);
    assertThat(lab.completed).hasValue(0);
  }

  @Nested
  final class TwoStep {
    private final MarkLab lab = new MarkLab(2, 1, MarkLab::twoStep);
    private final M m0 = lab.sched.newM(0);

    @Test
    void markDone_first_goesToMark2AndSaysPromptly() {
      lab.start();
      lab.roots.claim();
      lab.works[1].put(m0, 7);

      assertThat(lab.completion.markDone(m0)).isEqualTo(Outcome.NOT_DONE);

      assertThat(lab.completion.isPromptly()).isTrue();
      assertThat(lab.bufs.isFullEmpty()).isFalse();
      assertThat(lab.completion.nwait()).isEqualTo(2);
      assertThat(lab.suspended).as("C8").hasValue(0);
    }

    @Test
    void leave_inMark2_disposesFirst() {
      markDone_first_goesToMark2AndSaysPromptly();
      lab.completion.tryEnter(m0);
      assertThat(lab.works[0].tryGet(m0)).isEqualTo(7);
      lab.works[0].put(m0, 8);

      assertThat(lab.completion.leave(m0)).isFalse();

      assertThat(lab.works[0].first()).isNull();
      assertThat(lab.bufs.fullBufs()).hasSize(1);
    }

    @Test
    void leave_inMark1_keepsTheCache() {
      lab.start();
      lab.completion.tryEnter(m0);
      lab.works[0].put(m0, 8);
      lab.completion.leave(m0);

      assertThat(lab.works[0].empty()).isFalse();
    }
  }

  @Nested
  final class Ragged {
    @Test
    void markDone_flagSet_looksAgainInASecondBarrier() {
      MarkLab lab = new MarkLab(2, 1, MarkLab::ragged);
      RaggedBarrierCompletion ragged = (RaggedBarrierCompletion) lab.completion;
      M m0 = lab.sched.newM(0);
      lab.start();
      lab.roots.claim();
      lab.works[1].put(m0, 7);
      lab.works[1].dispose();
      lab.bufs.putempty(emptied(lab));

      assertThat(ragged.markDone(m0)).isEqualTo(Outcome.COMPLETED);

      lab.rethrow();
      assertThat(ragged.barriers()).isEqualTo(2);
      assertThat(ragged.restarts()).isZero();
    }

    private WorkBuf emptied(MarkLab lab) {
      M m = lab.sched.newM();
      lab.works[0].tryGet(m);
      lab.works[0].dispose();
      return lab.bufs.getempty(m);
    }
  }
}
