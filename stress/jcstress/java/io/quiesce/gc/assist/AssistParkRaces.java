package io.quiesce.gc.assist;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.sched.G;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * An assist that parks while credit comes in or the cycle ends is never left asleep (A6, A10), and
 * nobody is woken twice (A7). The debts are small, since each try pays one byte: so an assist that
 * tries again comes to an end.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=AssistParkRaces}
 */
public final class AssistParkRaces {
  private AssistParkRaces() {}

  /** Credit that covers the debt comes in: Go may leave the assist asleep here, we do not (A10). */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "It stole the credit.")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "It was woken.")
  @Outcome(id = "1", expect = FORBIDDEN, desc = "It sleeps beside credit.")
  public static class ParkVersusFlush extends AssistScenario {
    /** Goes into debt. */
    @Actor
    public void assist() {
      allocate(2);
    }

    /** Worked in the background. */
    @Actor
    public void flusher() {
      assists.gcFlushBgCredit(other, 1);
    }

    /** Asleep? */
    @Arbiter
    public void fate(I_Result r) {
      r.r1 = fate();
    }
  }

  /** Credit comes in twice, and only both together cover the debt. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "It stole the credit.")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "It was woken.")
  @Outcome(id = "1", expect = FORBIDDEN, desc = "It sleeps beside credit.")
  public static class ParkVersusTwoFlushes extends AssistScenario {
    /** Goes into debt. */
    @Actor
    public void assist() {
      allocate(3);
    }

    /** Worked twice in the background. */
    @Actor
    public void flusher() {
      assists.gcFlushBgCredit(other, 1);
      assists.gcFlushBgCredit(other, 1);
    }

    /** Asleep? */
    @Arbiter
    public void fate(I_Result r) {
      r.r1 = fate();
    }
  }

  /** The cycle ends. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "It saw the end.")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "It was woken.")
  @Outcome(id = "1", expect = FORBIDDEN, desc = "It sleeps after the end of the cycle.")
  public static class ParkVersusWakeAll extends AssistScenario {
    /** Goes into debt. */
    @Actor
    public void assist() {
      allocate(2);
    }

    /** Ends the cycle. */
    @Actor
    public void ender() {
      endCycle();
    }

    /** Asleep? */
    @Arbiter
    public void fate(I_Result r) {
      r.r1 = fate();
    }
  }

  /** A flush pays a part and puts the waiter back while the cycle ends. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Woken once.")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "Left on the queue (A6).")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or woken twice (A6, A7).")
  public static class FlushVersusWakeAll extends AssistScenario {
    final G parked = new G(2);
    final Waiter waiter;

    /** One is parked with a debt of 100. */
    public FlushVersusWakeAll() {
      debts.add(parked, -100);
      waiter = assists.queue().enqueue(parked);
    }

    /** Pays 50. */
    @Actor
    public void flusher() {
      assists.gcFlushBgCredit(m, 50);
    }

    /** Ends the cycle. */
    @Actor
    public void ender() {
      endCycle();
    }

    /** Still queued? Woken? */
    @Arbiter
    public void fate(II_Result r) {
      r.r1 = assists.queue().hasWaiters() ? 1 : 0;
      r.r2 = waiter.isWoken() && readied == 1 ? 1 : 0;
    }
  }

  /** Two flushes share one waiter: together they cover its debt exactly. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "All was used, it was woken.")
  @Outcome(expect = FORBIDDEN, desc = "Work was lost, or it sleeps beside credit (A4, A10).")
  public static class FlushVersusFlush extends AssistScenario {
    final G parked = new G(2);
    final Waiter waiter;

    /** One is parked with a debt of 100. */
    public FlushVersusFlush() {
      debts.add(parked, -100);
      waiter = assists.queue().enqueue(parked);
    }

    /** Pays 40. */
    @Actor
    public void left() {
      assists.gcFlushBgCredit(m, 40);
    }

    /** Pays 60. */
    @Actor
    public void right() {
      assists.gcFlushBgCredit(other, 60);
    }

    /** Credit left? Woken? */
    @Arbiter
    public void fate(II_Result r) {
      r.r1 = (int) assists.credit().available();
      r.r2 = waiter.isWoken() && debts.bytes(parked) == 0 ? 1 : 0;
    }
  }
}
