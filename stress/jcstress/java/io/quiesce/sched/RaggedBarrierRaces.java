package io.quiesce.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/**
 * A ragged barrier visits each P once, by its owner, whatever the Ps do meanwhile; and it ends.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=RaggedBarrierRaces}
 */
public final class RaggedBarrierRaces {
  private RaggedBarrierRaces() {}

  /** The other P goes idle without a poll (17.7). Without looking again the barrier hangs. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Each P was visited once; its use is kept.")
  @Outcome(expect = FORBIDDEN, desc = "A visit is missing or doubled, or beside the owner.")
  public static class VersusIdle extends WorldScenario {
    /** Visits all. */
    @Actor
    public void coordinator() {
      barrier.forEachP(m0, (m, p) -> touch(p));
    }

    /** Uses its P, then gives it up. */
    @Actor
    public void owner() {
      use(m1);
      m1.releasep();
    }

    /** What each cache has. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = cache0;
      r.r2 = cache1;
    }
  }

  /** The other P passes a safe point, then goes idle. */
  @JCStressTest
  @State
  @Outcome(id = "1, 3", expect = ACCEPTABLE, desc = "Each P was visited once; its uses are kept.")
  @Outcome(expect = FORBIDDEN, desc = "A visit is missing or doubled, or beside the owner.")
  public static class VersusSafePoint extends WorldScenario {
    /** Visits all. */
    @Actor
    public void coordinator() {
      barrier.forEachP(m0, (m, p) -> touch(p));
    }

    /** Uses its P on both sides of a safe point. */
    @Actor
    public void owner() {
      use(m1);
      m1.safePoint();
      use(m1);
      m1.releasep();
    }

    /** What each cache has. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = cache0;
      r.r2 = cache1;
    }
  }

  /** Somebody claims the idle P while it is to be visited. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 1", "1, 2"},
      expect = ACCEPTABLE,
      desc = "One visit of each; the claimer came first or too late, or was refused.")
  @Outcome(expect = FORBIDDEN, desc = "A visit is missing or doubled, or beside the owner.")
  public static class VersusClaim extends WorldScenario {
    /** P 1 is idle. */
    public VersusClaim() {
      m1.releasep();
    }

    /** Visits all. */
    @Actor
    public void coordinator() {
      barrier.forEachP(m0, (m, p) -> touch(p));
    }

    /** Uses the P if it can have it. */
    @Actor
    public void claimer() {
      if (sched.tryClaim(m1, p1)) {
        touch(p1);
        sched.unclaim(m1, p1);
      }
    }

    /** What each cache has. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = cache0;
      r.r2 = cache1;
    }
  }

  /** What the coordinator wrote is seen by the visits; what they wrote is seen by it (E8). */
  @JCStressTest
  @State
  @Outcome(id = "true, true, 0", expect = ACCEPTABLE, desc = "Seen in both directions.")
  @Outcome(expect = FORBIDDEN, desc = "A visit or the coordinator sees the past.")
  public static class Publication extends WorldScenario {
    private int before;
    private boolean seen0;
    private boolean seen1;

    /** Writes, visits, reads. */
    @Actor
    public void coordinator(ZZI_Result r) {
      before = 1;
      barrier.forEachP(m0, this::visit);
      r.r1 = seen0;
      r.r2 = seen1;
    }

    private void visit(M m, P p) {
      if (p == p0) {
        seen0 = before == 1;
      } else {
        seen1 = before == 1;
      }
    }

    /** Serves. */
    @Actor
    public void owner() {
      m1.safePoint();
      m1.releasep();
    }

    /** Visits that are left over. */
    @Arbiter
    public void audit(ZZI_Result r) {
      r.r3 = (p0.visitPending() ? 1 : 0) + (p1.visitPending() ? 1 : 0);
    }
  }

  /** The visit of the other P fails: the coordinator gets the exception as it was made (I2). */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Thrown when all visits were over.")
  @Outcome(expect = FORBIDDEN, desc = "The failure is lost, or a visit is left over.")
  public static class VisitFails extends WorldScenario {
    /** A failure with a plain field. */
    private static final class Failure extends RuntimeException {
      private static final long serialVersionUID = 1L;

      int pid;
    }

    /** Visits. */
    @Actor
    public void coordinator(II_Result r) {
      try {
        barrier.forEachP(m0, (m, p) -> failAt1(p));
      } catch (Failure e) {
        r.r1 = e.pid;
      }
    }

    private void failAt1(P p) {
      if (p == p1) {
        Failure failure = new Failure();
        failure.pid = 1;
        throw failure;
      }
    }

    /** Serves, or leaves it to the coordinator. */
    @Actor
    public void owner() {
      m1.releasep();
    }

    /** Visits that are left over. */
    @Arbiter
    public void audit(II_Result r) {
      r.r2 = (p0.visitPending() ? 1 : 0) + (p1.visitPending() ? 1 : 0);
    }
  }
}
