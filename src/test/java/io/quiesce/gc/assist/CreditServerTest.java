package io.quiesce.gc.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.sched.G;
import org.junit.jupiter.api.Test;

/** Who gets flushed work, in which order, and what is left. */
final class CreditServerTest {
  private final AssistLab lab = new AssistLab();

  private long credit() {
    return lab.assists.credit().available();
  }

  @Test
  void flush_nobodyWaits_isBanked() {
    lab.assists.gcFlushBgCredit(lab.m, 70);
    lab.assists.gcFlushBgCredit(lab.m, 0);

    assertThat(credit()).isEqualTo(70);
    assertThat(lab.log).isEmpty();
  }

  @Test
  void flush_waiters_areServedInOrderAndTheRestIsBanked() {
    G first = lab.parked(1, -30);
    G second = lab.parked(2, -20);
    lab.assists.gcFlushBgCredit(lab.m, 60);

    assertThat(lab.log).containsExactly("ready 1", "ready 2");
    assertThat(lab.debts.bytes(first)).isZero();
    assertThat(lab.debts.bytes(second)).isZero();
    assertThat(credit()).isEqualTo(10);
  }

  @Test
  void flush_largeDebt_isPaidInPartAndGoesToTheEnd() {
    G large = lab.parked(1, -100);
    G small = lab.parked(2, -20);
    lab.assists.gcFlushBgCredit(lab.m, 60);

    assertThat(lab.debts.bytes(large)).isEqualTo(-40);
    assertThat(lab.assists.queue().waiting()).containsExactly(small, large);
    assertThat(credit()).isZero();

    lab.assists.gcFlushBgCredit(lab.m, 60);

    assertThat(lab.log).containsExactly("ready 2", "ready 1");
    assertThat(credit()).isZero();
  }

  @Test
  void flush_exactDebt_wakesAndBanksNothing() {
    lab.parked(1, -60);
    lab.assists.gcFlushBgCredit(lab.m, 60);

    assertThat(lab.log).containsExactly("ready 1");
    assertThat(credit()).isZero();
  }

  @Test
  void flush_creditIsThereAndSomebodyWaits_usesTheCreditToo() {
    lab.assists.credit().add(50);
    lab.parked(1, -60);
    lab.assists.gcFlushBgCredit(lab.m, 20);

    assertThat(lab.log).containsExactly("ready 1");
    assertThat(credit()).isEqualTo(10);
  }

  @Test
  void flush_ratio_convertsBothWaysTruncating() {
    lab.ratio = new AssistRatio(0.4, 2.5);
    lab.parked(1, -4);
    lab.assists.gcFlushBgCredit(lab.m, 5);

    // 5 units buy 12 bytes; 8 are left and are worth 3.2 units
    assertThat(credit()).isEqualTo(3);
  }

  @Test
  void flush_workWorthNoByte_isLostWhileSomebodyWaits() {
    lab.ratio = new AssistRatio(10, 0.1);
    G g = lab.parked(1, -4);
    lab.assists.gcFlushBgCredit(lab.m, 5);

    assertThat(lab.debts.bytes(g)).isEqualTo(-4);
    assertThat(lab.assists.queue().waiting()).containsExactly(g);
    assertThat(credit()).isZero();
  }

  @Test
  void flush_markingIsOver_wakesWhoWaits() {
    G g = lab.parked(1, -100);
    lab.open = false;
    lab.assists.gcFlushBgCredit(lab.m, 60);

    assertThat(lab.log).containsExactly("ready 1");
    assertThat(lab.debts.bytes(g)).isEqualTo(-40);
  }

  @Test
  void flush_onlyCancelledWaiters_isBanked() {
    Waiter gone = lab.assists.queue().enqueue(new G(1));
    lab.assists.queue().cancel(gone);
    lab.assists.gcFlushBgCredit(lab.m, 60);

    assertThat(credit()).isEqualTo(60);
    assertThat(lab.log).isEmpty();
  }

  @Test
  void wakeAll_keepsDebtsAndEmptiesTheQueue() {
    G first = lab.parked(1, -100);
    lab.parked(2, -5);
    lab.open = false;

    assertThat(lab.assists.gcWakeAllAssists(lab.m)).isEqualTo(2);
    assertThat(lab.log).containsExactly("ready 1", "ready 2");
    assertThat(lab.debts.bytes(first)).isEqualTo(-100);
    assertThat(lab.assists.queue().hasWaiters()).isFalse();
    assertThat(lab.assists.gcWakeAllAssists(lab.m)).isZero();
  }

  @Test
  void wakeAll_whileBlackeningIsEnabled_isRefusedAndWakesNobody() {
    G g = lab.parked(1, -100);

    assertThatThrownBy(() -> lab.assists.gcWakeAllAssists(lab.m))
        .isInstanceOf(AssistStateException.class)
        .hasMessageContaining("disable it first");
    assertThat(lab.assists.queue().waiting()).containsExactly(g);
  }
}
