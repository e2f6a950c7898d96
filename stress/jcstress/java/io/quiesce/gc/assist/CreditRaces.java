package io.quiesce.gc.assist;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.sched.G;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Credit is used once (A4), never goes below zero, and who adds it and who waits for it do not miss
 * each other (E11).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=CreditRaces}
 */
public final class CreditRaces {
  private CreditRaces() {}

  /** Two thieves. */
  @JCStressTest
  @State
  @Outcome(
      id = {"4, 1", "1, 4"},
      expect = ACCEPTABLE,
      desc = "One after the other.")
  @Outcome(expect = FORBIDDEN, desc = "Stolen twice, or lost.")
  public static class StealVersusSteal {
    final BgCredit credit = new BgCredit();

    /** Five units. */
    public StealVersusSteal() {
      credit.add(5);
    }

    /** Wants four. */
    @Actor
    public void left(JJ_Result r) {
      r.r1 = credit.steal(4);
    }

    /** Wants four. */
    @Actor
    public void right(JJ_Result r) {
      r.r2 = credit.steal(4);
    }
  }

  /** A thief and a flusher. */
  @JCStressTest
  @State
  @Outcome(
      id = {"2, 5", "3, 4"},
      expect = ACCEPTABLE,
      desc = "What was there, or all it wanted.")
  @Outcome(expect = FORBIDDEN, desc = "Units were lost or made.")
  public static class StealVersusAdd {
    final BgCredit credit = new BgCredit();

    /** Two units. */
    public StealVersusAdd() {
      credit.add(2);
    }

    /** Wants three. */
    @Actor
    public void thief(JJ_Result r) {
      r.r1 = credit.steal(3);
    }

    /** Adds five. */
    @Actor
    public void flusher() {
      credit.add(5);
    }

    /** What is left. */
    @Arbiter
    public void left(JJ_Result r) {
      r.r2 = credit.available();
    }
  }

  /** The two halves of "enqueue, then look at the credit; add, then look at the queue". */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0", "0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "At least one saw the other.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Neither did: a lost wake-up (A10).")
  public static class AddVersusEnqueue {
    final BgCredit credit = new BgCredit();
    final AssistQueue queue = new AssistQueue();
    final G g = new G(1);

    /** Parks. */
    @Actor
    public void assist(II_Result r) {
      queue.enqueue(g);
      r.r1 = credit.available() > 0 ? 1 : 0;
    }

    /** Flushes. */
    @Actor
    public void flusher(II_Result r) {
      credit.add(1);
      r.r2 = queue.hasWaiters() ? 1 : 0;
    }
  }

  /** The same when the flusher claims at once. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0", "0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "At least one saw the other.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Neither did: a lost wake-up (A10).")
  public static class AddVersusEnqueueThenClaim {
    final BgCredit credit = new BgCredit();
    final AssistQueue queue = new AssistQueue();
    final G g = new G(1);

    /** Parks. */
    @Actor
    public void assist(II_Result r) {
      queue.enqueue(g);
      r.r1 = credit.available() > 0 ? 1 : 0;
    }

    /** Flushes. */
    @Actor
    public void flusher(II_Result r) {
      credit.add(1);
      r.r2 = queue.claimFirst() != null ? 1 : 0;
    }
  }

  /** The same when a waiter that was paid in part is put back. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0", "0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "At least one saw the other.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Neither did: a lost wake-up (A10).")
  public static class AddVersusPutBack {
    final BgCredit credit = new BgCredit();
    final AssistQueue queue = new AssistQueue();
    final Waiter waiter;

    /** One waiter, claimed. */
    public AddVersusPutBack() {
      queue.enqueue(new G(1));
      waiter = queue.claimFirst();
    }

    /** Puts it back. */
    @Actor
    public void server(II_Result r) {
      queue.putBack(waiter);
      r.r1 = credit.available() > 0 ? 1 : 0;
    }

    /** Flushes. */
    @Actor
    public void flusher(II_Result r) {
      credit.add(1);
      r.r2 = queue.hasWaiters() ? 1 : 0;
    }
  }

  /** A thief while a flush serves a waiter and banks the rest. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 5, 1", "5, 0, 1"},
      expect = ACCEPTABLE,
      desc = "The waiter got 10, the rest is stolen or there.")
  @Outcome(expect = FORBIDDEN, desc = "Units were lost or made, or the waiter sleeps.")
  public static class StealVersusFlush extends AssistScenario {
    final G parked = new G(2);
    final Waiter waiter;

    /** One is parked with a debt of 10. */
    public StealVersusFlush() {
      debts.add(parked, -10);
      waiter = assists.queue().enqueue(parked);
    }

    /** Steals. */
    @Actor
    public void thief(III_Result r) {
      r.r1 = (int) assists.credit().steal(100);
    }

    /** Gives 15. */
    @Actor
    public void flusher() {
      assists.gcFlushBgCredit(other, 15);
    }

    /** The rest, and whether the waiter was woken. */
    @Arbiter
    public void left(III_Result r) {
      r.r2 = (int) assists.credit().available();
      r.r3 = waiter.isWoken() ? 1 : 0;
    }
  }
}
