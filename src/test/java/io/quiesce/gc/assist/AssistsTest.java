package io.quiesce.gc.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.phase.SystemStackException;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** The steps of an assist, one path each. */
final class AssistsTest {
  private static final long FLOOR = AssistDemand.OVER_ASSIST_WORK;

  private final AssistLab lab = new AssistLab();
  private final G g = lab.running(7);

  private long balance() {
    return lab.debts.bytes(g);
  }

  @Test
  void charge_inCreditOrNotMarking_doesNothingElse() {
    lab.debts.add(g, 100);
    lab.assists.charge(lab.m, g, 100);
    lab.open = false;
    lab.assists.charge(lab.m, g, 5000);

    assertThat(balance()).isZero();
    assertThat(lab.log).isEmpty();
  }

  @Test
  void charge_intoDebt_drainsAtLeastTheFloorAndPaysOneByteMore() {
    lab.ratio = new AssistRatio(0.5, 2);
    lab.assists.charge(lab.m, g, 10);

    assertThat(lab.log).containsExactly("drain " + FLOOR + " WAITING");
    assertThat(balance()).isEqualTo(-10 + 1 + 2 * FLOOR);
    assertThat(g.status()).isEqualTo(GStatus.RUNNING);
    assertThat(lab.active).isZero();
  }

  @Test
  void alloc_creditCoversTheWork_stealsAndPaysTheWholeDebtExactly() {
    lab.assists.credit().add(FLOOR + 5);
    lab.debts.add(g, -10);
    lab.assists.gcAssistAlloc(lab.m, g);

    assertThat(lab.log).isEmpty();
    assertThat(balance()).isEqualTo(FLOOR - 10);
    assertThat(lab.assists.credit().available()).isEqualTo(5);
  }

  @Test
  void alloc_creditCoversPart_worksForTheRest() {
    lab.assists.credit().add(1000);
    lab.debts.add(g, -10);
    lab.assists.gcAssistAlloc(lab.m, g);

    assertThat(lab.log).containsExactly("drain " + (FLOOR - 1000) + " WAITING");
    assertThat(balance()).isEqualTo(-10 + 1 + 1000 + 1 + FLOOR - 1000);
    assertThat(lab.assists.credit().available()).isZero();
  }

  @Test
  void alloc_markingClosed_forgivesTheDebtAndNeitherEntersNorLeaves() {
    lab.debts.add(g, -10);
    lab.open = false;
    g.setParam("stale");
    lab.assists.gcAssistAlloc(lab.m, g);

    assertThat(balance()).isZero();
    assertThat(g.param()).isNull();
    assertThat(lab.log).isEmpty();
    assertThat(lab.active).isZero();
  }

  @Test
  void alloc1_staleParam_isClearedBeforeTheEarlyExit() {
    g.setParam("stale");
    lab.open = false;
    lab.m.systemstack(() -> lab.assists.gcAssistAlloc1(lab.m, g, 1));

    assertThat(g.param()).isNull();
  }

  @Test
  void alloc1_onTheUserStack_isRefused() {
    assertThatThrownBy(() -> lab.assists.gcAssistAlloc1(lab.m, g, 1))
        .isInstanceOf(SystemStackException.class);
  }

  @Test
  void alloc_lastAndNothingLeft_completesOnTheUserStackOnce() {
    lab.completions = 1;
    lab.drains = 5;
    lab.debts.add(g, -100);
    lab.assists.gcAssistAlloc(lab.m, g);

    assertThat(lab.log).containsExactly("drain " + FLOOR + " WAITING", "markDone");
    assertThat(g.param()).isNull();
    assertThat(lab.assists.queue().waiting()).isEmpty();
  }

  @Test
  void alloc_stackMovesWhileDraining_resultStillArrives() {
    lab.completions = 1;
    lab.drains = 5;
    lab.whileDraining =
        () -> {
          assertThat(g.tryScan(GStatus.WAITING)).isTrue();
          g.stack().install(0x2000, 0x3000, 0x2100);
          g.endScan();
        };
    lab.debts.add(g, -100);
    lab.assists.gcAssistAlloc(lab.m, g);

    assertThat(lab.log).contains("markDone");
    assertThat(g.stack().lo()).isEqualTo(0x2000);
  }

  @Test
  void alloc_stillInDebt_parksAndIsSatisfiedByAFlush() {
    lab.drains = 0;
    lab.debts.add(g, -100);
    lab.whileParked.add(() -> lab.assists.gcFlushBgCredit(lab.other, 150));
    lab.assists.gcAssistAlloc(lab.m, g);

    assertThat(lab.log).containsExactly("drain " + FLOOR + " WAITING", "park 7", "ready 7");
    assertThat(balance()).isZero();
    assertThat(lab.assists.credit().available()).isEqualTo(150 - 99);
  }

  @Test
  void alloc_wokenTooEarly_sleepsAgain() {
    lab.drains = 0;
    lab.debts.add(g, -100);
    lab.whileParked.add(() -> lab.assists.gcFlushBgCredit(lab.other, 50));
    lab.whileParked.add(() -> lab.assists.gcFlushBgCredit(lab.other, 50));
    lab.assists.gcAssistAlloc(lab.m, g);

    assertThat(lab.log).endsWith("park 7", "park 7", "ready 7");
    assertThat(balance()).isZero();
    assertThat(lab.assists.credit().available()).isEqualTo(1);
  }

  @Test
  void alloc_creditAppearsBeforeItSleeps_retriesInsteadOfParking() {
    lab.drains = 0;
    lab.debts.add(g, -100);
    lab.whileDraining =
        () -> {
          lab.assists.credit().add(2 * FLOOR);
          lab.whileDraining = () -> {};
        };
    lab.assists.gcAssistAlloc(lab.m, g);

    assertThat(lab.log).containsExactly("drain " + FLOOR + " WAITING");
    assertThat(balance()).isEqualTo(-99 + FLOOR);
    assertThat(lab.assists.queue().hasWaiters()).isFalse();
  }

  @Test
  void alloc_markingEndsBeforeItSleeps_isSatisfiedAndLeavesTheQueue() {
    lab.drains = 0;
    lab.debts.add(g, -100);
    lab.whileDraining = () -> lab.open = false;
    lab.assists.gcAssistAlloc(lab.m, g);

    assertThat(lab.log).hasSize(1);
    assertThat(balance()).isEqualTo(-99);
    assertThat(lab.assists.queue().waiting()).isEmpty();
  }

  @Test
  void alloc_preemptRequested_givesThePUpAndTriesAgain() {
    lab.drains = 0;
    lab.debts.add(g, -100);
    lab.whileDraining =
        () -> {
          lab.sched.preempt(lab.m.p());
          lab.drains = 200;
        };
    int tick = lab.m.p().tick();
    lab.assists.gcAssistAlloc(lab.m, g);

    assertThat(lab.m.p().tick()).isNotEqualTo(tick);
    assertThat(lab.log).noneMatch(line -> line.startsWith("park"));
    assertThat(balance()).isPositive();
  }

  @Test
  void alloc_whereAssistsDoNotRun_isSkipped() {
    lab.debts.add(g, -100);
    lab.m.lock();
    lab.assists.gcAssistAlloc(lab.m, g);
    lab.m.unlock();
    lab.m.systemstack(() -> lab.assists.gcAssistAlloc(lab.m, g));

    assertThat(lab.log).isEmpty();
    assertThat(balance()).isEqualTo(-100);
  }

  @Test
  void alloc_forAnotherGoroutine_isRefused() {
    assertThatThrownBy(() -> lab.assists.gcAssistAlloc(lab.m, new G(8)))
        .isInstanceOf(AssistStateException.class)
        .hasMessageContaining("goroutine 8")
        .hasMessageContaining("goroutine 7");
  }

  @Test
  void alloc_nobodyWakes_keepsSleeping() {
    lab.drains = 0;
    lab.debts.add(g, -100);
    assertThatThrownBy(() -> lab.assists.gcAssistAlloc(lab.m, g))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void retire_inCredit_givesItToWhoWaits() {
    G waiting = lab.parked(8, -30);
    lab.debts.add(g, 100);
    lab.assists.retire(lab.m, g);

    assertThat(lab.log).containsExactly("ready 8");
    assertThat(lab.debts.bytes(waiting)).isZero();
    assertThat(lab.assists.credit().available()).isEqualTo(70);
    assertThat(balance()).isZero();
  }

  @Test
  void retire_inDebtOrNotMarking_givesNothing() {
    lab.debts.add(g, -5);
    lab.assists.retire(lab.m, g);
    assertThat(balance()).isZero();
    lab.debts.add(g, 5);
    lab.open = false;
    lab.assists.retire(lab.m, g);

    assertThat(lab.assists.credit().available()).isZero();
    assertThat(balance()).isZero();
  }

  @Test
  void startCycle_forgetsCreditTimeAndDebts() {
    lab.assists.credit().add(9);
    lab.whileDraining = () -> lab.now += 6000;
    lab.assists.charge(lab.m, g, 5);
    assertThat(lab.clock.total()).isEqualTo(6000);

    lab.cycle.incrementAndGet();
    lab.assists.startCycle();

    assertThat(lab.assists.credit().available()).isZero();
    assertThat(lab.clock.total()).isZero();
    assertThat(balance()).isZero();
  }
}
