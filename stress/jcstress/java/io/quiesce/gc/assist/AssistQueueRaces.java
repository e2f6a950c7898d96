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
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/**
 * Each waiter is taken once, by a claimer or by itself (A7), and the balance goes with it (A1).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=AssistQueueRaces}
 */
public final class AssistQueueRaces {
  private AssistQueueRaces() {}

  /** The goroutine backs out while a flusher takes it. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "One of them.")
  @Outcome(expect = FORBIDDEN, desc = "Both or neither (A7, A9).")
  public static class CancelVersusClaim {
    final AssistQueue queue = new AssistQueue();
    final Waiter waiter = queue.enqueue(new G(1));

    /** Backs out. */
    @Actor
    public void assist(II_Result r) {
      r.r1 = queue.cancel(waiter) ? 1 : 0;
    }

    /** Takes it. */
    @Actor
    public void flusher(II_Result r) {
      r.r2 = queue.claimFirst() != null ? 1 : 0;
    }
  }

  /** Two claimers, two waiters. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "One each.")
  @Outcome(expect = FORBIDDEN, desc = "The same, or none beside a waiter.")
  public static class ClaimVersusClaim {
    final AssistQueue queue = new AssistQueue();

    /** Two wait. */
    public ClaimVersusClaim() {
      queue.enqueue(new G(1));
      queue.enqueue(new G(2));
    }

    /** Takes one. */
    @Actor
    public void left(JJ_Result r) {
      Waiter w = queue.claimFirst();
      r.r1 = w == null ? 0 : w.g().id();
    }

    /** Takes one. */
    @Actor
    public void right(JJ_Result r) {
      Waiter w = queue.claimFirst();
      r.r2 = w == null ? 0 : w.g().id();
    }
  }

  /** Two goroutines park: both are found. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "Both, in some order.")
  @Outcome(expect = FORBIDDEN, desc = "One was lost.")
  public static class EnqueueVersusEnqueue {
    final AssistQueue queue = new AssistQueue();
    final G one = new G(1);
    final G two = new G(2);

    /** Parks. */
    @Actor
    public void left() {
      queue.enqueue(one);
    }

    /** Parks. */
    @Actor
    public void right() {
      queue.enqueue(two);
    }

    /** Both. */
    @Arbiter
    public void found(JJ_Result r) {
      Waiter first = queue.claimFirst();
      Waiter second = queue.claimFirst();
      r.r1 = first == null ? 0 : first.g().id();
      r.r2 = second == null ? 0 : second.g().id();
    }
  }

  /** A waiter is put back while the goroutine, which saw credit, backs out. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "It backed out and has what it was given.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It waits again and is found.")
  @Outcome(expect = FORBIDDEN, desc = "It is lost, found after it left, or misses its pay (E10).")
  public static class PutBackVersusCancel {
    final AssistDebt debts = new AssistDebt(() -> 1);
    final AssistQueue queue = new AssistQueue();
    final G g = new G(1);
    final Waiter waiter;

    /** One waiter, claimed. */
    public PutBackVersusCancel() {
      debts.add(g, -100);
      waiter = queue.enqueue(g);
      queue.claimFirst();
    }

    /** Pays a part and puts it back. */
    @Actor
    public void server() {
      debts.add(g, 40);
      queue.putBack(waiter);
    }

    /** Backs out; 2 if the balance is not what it was given. */
    @Actor
    public void assist(II_Result r) {
      if (queue.cancel(waiter)) {
        r.r1 = debts.bytes(g) == -60 ? 1 : 2;
      }
    }

    /** Found? */
    @Arbiter
    public void found(II_Result r) {
      r.r2 = queue.claimFirst() != null ? 1 : 0;
    }
  }

  /** The flusher sees the balance that the parking goroutine wrote before (E10). */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "Nobody was there yet.")
  @Outcome(id = "-100", expect = ACCEPTABLE, desc = "The debt.")
  @Outcome(expect = FORBIDDEN, desc = "An older balance.")
  public static class DebtToClaimer {
    final AssistDebt debts = new AssistDebt(() -> 1);
    final AssistQueue queue = new AssistQueue();
    final G g = new G(1);

    /** An older balance. */
    public DebtToClaimer() {
      debts.add(g, -7);
    }

    /** Parks in debt. */
    @Actor
    public void assist() {
      debts.add(g, -93);
      queue.enqueue(g);
    }

    /** Takes it. */
    @Actor
    public void flusher(J_Result r) {
      Waiter w = queue.claimFirst();
      r.r1 = w == null ? 0 : debts.bytes(w.g());
    }
  }

  /** The goroutine that was woken sees the balance as the waker left it (E10). */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Not woken yet.")
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "Woken, free of debt.")
  @Outcome(expect = FORBIDDEN, desc = "Woken with an old debt.")
  public static class BalanceToWoken {
    final AssistDebt debts = new AssistDebt(() -> 1);
    final AssistQueue queue = new AssistQueue();
    final G g = new G(1);
    final Waiter waiter;

    /** One waiter, claimed. */
    public BalanceToWoken() {
      debts.add(g, -100);
      waiter = queue.enqueue(g);
      queue.claimFirst();
    }

    /** Pays and wakes. */
    @Actor
    public void server() {
      debts.clear(g);
      queue.wake(waiter);
    }

    /** Looks. */
    @Actor
    public void assist(J_Result r) {
      r.r1 = waiter.isWoken() ? debts.bytes(g) : 1;
    }
  }
}
