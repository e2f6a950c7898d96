package io.quiesce.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A P has one owner at a time, running or claiming (S9), and what an owner did to the P's own
 * structures happens before what the next one does (E9).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=ProcessorOwnership}
 */
public final class ProcessorOwnership {
  private ProcessorOwnership() {}

  /** One P, two Ms, and a plain field that stands for the P's caches. */
  static class Scenario {
    final Sched sched = new Sched(1);
    final P p = sched.p(0);
    final M m1 = sched.newM();
    final M m2 = sched.newM();
    int cache;

    /** Runs the P, adds one to the cache, gives the P up; 0 if the P had another owner. */
    final int runOnce(M m) {
      try {
        m.acquirep(p);
      } catch (OwnershipException e) {
        return 0;
      }
      int seen = cache;
      cache = seen + 1;
      m.releasep();
      return seen + 1;
    }

    /** The same through a claim. */
    final int claimOnce(M m) {
      if (!sched.tryClaim(m, p)) {
        return 0;
      }
      int seen = cache;
      cache = seen + 1;
      sched.unclaim(m, p);
      return seen + 1;
    }
  }

  /** Two Ms want to run the P. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "One after the other.")
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "One of them was refused.")
  @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Two owners, or the second missed the first.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Both refused beside an idle P.")
  public static class RunVersusRun extends Scenario {
    /** Runs. */
    @Actor
    public void left(II_Result r) {
      r.r1 = runOnce(m1);
    }

    /** Runs. */
    @Actor
    public void right(II_Result r) {
      r.r2 = runOnce(m2);
    }
  }

  /** One runs, a foreign flusher claims. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "One after the other.")
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "One of them was refused.")
  @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Two owners, or the second missed the first.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Both refused beside an idle P.")
  public static class RunVersusClaim extends Scenario {
    /** Runs. */
    @Actor
    public void runner(II_Result r) {
      r.r1 = runOnce(m1);
    }

    /** Claims. */
    @Actor
    public void flusher(II_Result r) {
      r.r2 = claimOnce(m2);
    }
  }

  /** An M waits for the P while its owner gives it up: it must get it (17.7). */
  @JCStressTest
  @State
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Waited for, with what the owner did.")
  @Outcome(expect = FORBIDDEN, desc = "Got without what the owner did.")
  public static class WaitVersusGiveUp extends Scenario {
    /** M 1 runs the P. */
    public WaitVersusGiveUp() {
      m1.acquirep(p);
    }

    /** Gives the P up. */
    @Actor
    public void owner() {
      cache = 1;
      m1.releasep();
    }

    /** Waits for a P. */
    @Actor
    public void waiter(II_Result r) {
      m2.acquireAnyP();
      r.r2 = cache;
      m2.releasep();
    }

    /** 0 if the P is idle at the end. */
    @Arbiter
    public void idle(II_Result r) {
      r.r1 = p.isIdle() ? 0 : 1;
    }
  }

  /** An onlooker sees that the P is idle or changed hands: what the owner did comes with it. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Given up, with what the owner did.")
  @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "The same, at the second look.")
  @Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "Not given up yet.")
  @Outcome(expect = FORBIDDEN, desc = "Given up without what the owner did.")
  public static class GiveUpVersusLook extends Scenario {
    private final int before;

    /** M 1 runs the P. */
    public GiveUpVersusLook() {
      m1.acquirep(p);
      before = p.tick();
    }

    /** Uses the P and gives it up. */
    @Actor
    public void owner() {
      cache = 1;
      m1.releasep();
    }

    /** Looks at the tick, then at the state. */
    @Actor
    public void onlooker(II_Result r) {
      r.r1 = p.tick() == before ? -1 : cache;
      r.r2 = p.isIdle() ? cache : -1;
    }
  }

  /** The owner passes the P on; an onlooker sees that it changed hands. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Passed on, with what the owner did.")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Not passed on yet.")
  @Outcome(expect = FORBIDDEN, desc = "Passed on without what the owner did.")
  public static class PassOnVersusLook extends Scenario {
    private final int before;

    /** M 1 runs the P. */
    public PassOnVersusLook() {
      m1.acquirep(p);
      before = p.tick();
    }

    /** Uses the P and passes it on. */
    @Actor
    public void owner() {
      cache = 1;
      p.passTo(m2);
    }

    /** Looks at the tick. */
    @Actor
    public void onlooker(I_Result r) {
      r.r1 = p.tick() == before ? -1 : cache;
    }
  }
}
