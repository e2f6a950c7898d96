package io.quiesce.gc.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.sched.G;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Debt, demand, credit and time: the numbers of an assist. */
final class AssistMoneyTest {
  @Nested
  final class Debt {
    private final AtomicInteger cycle = new AtomicInteger(3);
    private final AssistDebt debts = new AssistDebt(cycle::get);
    private final G g = new G(1);

    @Test
    void add_sameCycle_accumulates() {
      assertThat(debts.add(g, -5)).isEqualTo(-5);
      assertThat(debts.add(g, 2)).isEqualTo(-3);
      assertThat(debts.bytes(g)).isEqualTo(-3);
      debts.clear(g);
      assertThat(debts.bytes(g)).isZero();
    }

    @Test
    void add_anotherCycle_startsFromZero() {
      debts.add(g, -5);
      cycle.incrementAndGet();

      assertThat(debts.bytes(g)).isZero();
      assertThat(debts.add(g, -2)).isEqualTo(-2);
    }

    @Test
    void add_cycleChangesMeanwhile_isStampedWithTheOldOne() {
      AssistDebt racing = new AssistDebt(cycle::getAndIncrement);
      racing.add(g, -5);

      assertThat(g.assistCycle()).isEqualTo(3);
      assertThat(debts.bytes(g)).isZero();
    }
  }

  @Nested
  final class Demand {
    @Test
    void of_smallDebt_isRaisedToTheFloor() {
      AssistDemand demand = AssistDemand.of(-10, new AssistRatio(0.5, 2));

      assertThat(demand).isEqualTo(new AssistDemand(131072, 65536));
    }

    @Test
    void of_largeDebt_isKept() {
      AssistDemand demand = AssistDemand.of(-1_000_001, new AssistRatio(0.5, 2));

      assertThat(demand).isEqualTo(new AssistDemand(1_000_001, 500_000));
      assertThat(demand.worth(500_000, new AssistRatio(0.5, 2))).isEqualTo(1_000_001);
      assertThat(demand.worth(499_999, new AssistRatio(0.5, 2))).isEqualTo(999_999);
    }

    @Test
    void of_exactlyTheFloor_isNotRaised() {
      assertThat(AssistDemand.of(-65536, new AssistRatio(1, 3)).debtBytes()).isEqualTo(65536);
      assertThat(AssistDemand.of(-65535, new AssistRatio(1, 3)).debtBytes()).isEqualTo(3 * 65536);
    }
  }

  @Nested
  final class Credit {
    private final BgCredit credit = new BgCredit();

    @Test
    void steal_takesWhatIsWantedOrWhatThereIs() {
      assertThat(credit.steal(5)).isZero();
      assertThat(credit.add(8)).isEqualTo(8);
      assertThat(credit.steal(5)).isEqualTo(5);
      assertThat(credit.steal(5)).isEqualTo(3);
      assertThat(credit.available()).isZero();
      assertThat(credit).hasToString("BgCredit[0]");
    }

    @Test
    void add_negative_isRefused() {
      assertThatThrownBy(() -> credit.add(-1)).hasMessageContaining("-1");
      assertThat(credit.available()).isZero();
    }

    @Test
    void reset_forgets() {
      credit.add(4);
      credit.reset();
      assertThat(credit.available()).isZero();
    }
  }

  @Nested
  final class Clock {
    private final AtomicLong now = new AtomicLong();
    private final AssistClock clock = new AssistClock(2, now::get);

    private void assist(int pid, long nanos) {
      long start = clock.now();
      now.addAndGet(nanos);
      clock.elapsed(pid, start);
    }

    @Test
    void elapsed_upToTheSlack_isKept() {
      assist(0, 4000);
      assist(0, 1000);

      assertThat(clock.total()).isZero();
      assertThat(clock.kept(0)).isEqualTo(5000);
    }

    @Test
    void elapsed_beyondTheSlack_isGivenAwayWhole() {
      assist(0, 5000);
      assist(1, 70);
      assist(0, 1);

      assertThat(clock.total()).isEqualTo(5001);
      assertThat(clock.kept(0)).isZero();
      assertThat(clock.kept(1)).isEqualTo(70);
    }

    @Test
    void reset_clearsAllSums() {
      assist(0, 6000);
      assist(1, 70);
      clock.reset();

      assertThat(clock.total() + clock.kept(0) + clock.kept(1)).isZero();
    }
  }
}
