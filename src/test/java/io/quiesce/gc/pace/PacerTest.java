package io.quiesce.gc.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Trigger, goal and feedback over whole cycles. */
final class PacerTest {
  private static final long MIB = 1 << 20;

  private final Pacer pacer = new Pacer(PacerConfig.go(100, Revision.worstCase()));

  @Test
  void cycleIsDue_atTheMinimumHeap_andNotBefore() {
    pacer.allocated(4 * MIB - 1, 0);
    assertThat(pacer.cycleIsDue()).isFalse();
    pacer.allocated(1, 0);
    assertThat(pacer.cycleIsDue()).isTrue();
    assertThat(pacer.goal()).isGreaterThanOrEqualTo(pacer.trigger());
  }

  @Test
  void startCycle_fixesGoalAndRatio_andCountsWorkFromZero() {
    pacer.addScanWork(7);
    pacer.allocated(4 * MIB, 3 * MIB);

    WorkerGoals goals = pacer.startCycle(new CycleStart(4, false, 0, 0));

    assertThat(goals).isEqualTo(WorkerGoals.nearest(4, false));
    assertThat(pacer.scanWork()).isZero();
    assertThat(pacer.goal()).isEqualTo(5 * MIB);
    assertThat(pacer.ratio()).isEqualTo(AssistRatio.of(3 * MIB, MIB));
    pacer.addScanWork(MIB);
    pacer.allocated(MIB / 2, 0);
    assertThat(pacer.ratio()).isEqualTo(AssistRatio.of(3 * MIB, MIB));
    pacer.revise();
    assertThat(pacer.ratio()).isEqualTo(AssistRatio.of(2 * MIB, MIB / 2));
  }

  @Test
  void endCycle_setsGoalByWhatSurvived_andMovesTheTrigger() {
    pacer.allocated(8 * MIB, 8 * MIB);
    pacer.startCycle(new CycleStart(4, false, 0, 0));
    pacer.addScanWork(5 * MIB);
    pacer.endCycle(new CycleEnd(6 * MIB, 4, 1000, 0));

    assertThat(pacer.heapLive()).isEqualTo(6 * MIB);
    assertThat(pacer.goal()).isEqualTo(12 * MIB);
    // nothing had survived before, so growth counts as the goal: error 1 - 7/8 - (1 - 7/8) = 0
    assertThat(pacer.trigger()).isEqualTo((long) (6 * MIB * (1 + 7.0 / 8)));
  }

  @Test
  void feedback_assistsTookTime_triggersEarlier() {
    double calm = TriggerFeedback.next(0.5, 1, 1.2, 0.25);
    double busy = TriggerFeedback.next(0.5, 1, 1.2, 0.40);

    assertThat(calm).isCloseTo(0.5 + 0.5 * (1 - 0.5 - 0.7), within(1e-12));
    assertThat(busy).isLessThan(calm);
    assertThat(TriggerFeedback.next(0.5, 1, 100, 1)).isZero();
    assertThat(TriggerFeedback.next(0.9, 1, 0, 0.25)).isEqualTo(0.95);
  }

  @Test
  void assistTime_isTheShareOfAllProcessors() {
    pacer.allocated(8 * MIB, 8 * MIB);
    pacer.startCycle(new CycleStart(2, false, 0, 0));
    pacer.endCycle(new CycleEnd(8 * MIB, 2, 1000, 0));
    pacer.allocated(12 * MIB, 0);
    pacer.startCycle(new CycleStart(2, false, 0, 0));
    pacer.endCycle(new CycleEnd(8 * MIB, 2, 1000, 500));

    double ratio = TriggerFeedback.next(7.0 / 8, 1, 20.0 / 8 - 1, 0.25 + 0.25);
    assertThat(pacer.trigger()).isEqualTo((long) (8 * MIB * (1 + ratio)));
  }

  @Test
  void gogcOff_noCycleIsDue_andAForcedOneAsksForNothing() {
    Pacer off = new Pacer(PacerConfig.go(-1, Revision.steadyState()));
    off.allocated(1L << 40, 1L << 40);

    assertThat(off.cycleIsDue()).isFalse();
    off.startCycle(new CycleStart(1, false, 0, 0));
    assertThat(off.ratio().workFor(1 << 20)).isZero();
  }

  @Test
  void config_minimum_isGosAndChecked() {
    assertThat(PacerConfig.go(50, Revision.worstCase()).heapMinimum()).isEqualTo(2 * MIB);
    assertThat(PacerConfig.go(50, Revision.worstCase()).withHeapMinimum(5).heapMinimum())
        .isEqualTo(5);
    assertThatThrownBy(() -> new PacerConfig(1, 0, Revision.worstCase()))
        .hasMessageContaining("heapMinimum=0");
  }
}
