package io.quiesce.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A request for preemption is a hint, but one that was told to have found its goroutine or its M
 * stays, and one for a P does not go to a goroutine that stopped before.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=PreemptRequests}
 */
public final class PreemptRequests {
  private PreemptRequests() {}

  /** One P, an M and a goroutine. */
  static class Scenario {
    final Sched sched = new Sched(1);
    final P p = sched.p(0);
    final M m = sched.newM();
    final G g = new G(1);

    Scenario() {
      g.cas(g.status(), GStatus.RUNNABLE);
      g.stack().install(4096, 8192, 4096);
    }

    final boolean guardAsks() {
      return g.stack().guard() == UserStack.PREEMPT;
    }
  }

  /** The goroutine begins to run, with its real guard, while it is asked to yield. */
  @JCStressTest
  @State
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Found, and asked.")
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Not found; the scanner asks again.")
  @Outcome(expect = FORBIDDEN, desc = "Found, but the start has wiped the request out.")
  public static class ExecuteVersusRequest extends Scenario {
    /** Has a P. */
    public ExecuteVersusRequest() {
      m.acquirep(p);
    }

    /** Runs the goroutine. */
    @Actor
    public void machine() {
      m.execute(g);
    }

    /** Asks. */
    @Actor
    public void asker(ZZ_Result r) {
      r.r1 = sched.preempt(g);
    }

    /** Whether its next function call yields. */
    @Arbiter
    public void audit(ZZ_Result r) {
      r.r2 = guardAsks();
    }
  }

  /** An old request is in the guard; execute forgets it and shows the goroutine to others. */
  @JCStressTest
  @State
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Found, with its real guard.")
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Not found.")
  @Outcome(expect = FORBIDDEN, desc = "Found, with the guard of its last run.")
  public static class ExecuteVersusLook extends Scenario {
    /** It was asked when it ran the last time. */
    public ExecuteVersusLook() {
      m.acquirep(p);
      g.stack().setGuard(UserStack.PREEMPT);
    }

    /** Runs the goroutine. */
    @Actor
    public void machine() {
      m.execute(g);
    }

    /** Looks at what the M runs. */
    @Actor
    public void onlooker(ZZ_Result r) {
      r.r1 = m.curgSeenByOthers() == g;
      r.r2 = r.r1 && guardAsks();
    }
  }

  /** The M takes the P, which forgets old requests, while the P is asked for. */
  @JCStressTest
  @State
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "The M was found, and is asked.")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "No M; nobody asked.")
  @Outcome(expect = FORBIDDEN, desc = "The M was found, but its start has wiped the request out.")
  public static class TakeVersusRequest extends Scenario {
    /** Takes the P. */
    @Actor
    public void machine() {
      m.acquirep(p);
    }

    /** Asks the M that it finds. */
    @Actor
    public void asker(ZZ_Result r) {
      r.r1 = p.runner() == m;
      if (r.r1) {
        p.requestPreempt();
      }
    }

    /** Whether the request is there, if there was one. */
    @Arbiter
    public void audit(ZZ_Result r) {
      r.r2 = !r.r1 || p.preemptRequested();
    }
  }

  /** The M parks its goroutine, takes the P, and is then asked for it. */
  @JCStressTest
  @State
  @Outcome(id = "false", expect = ACCEPTABLE, desc = "The goroutine is left alone.")
  @Outcome(id = "true", expect = FORBIDDEN, desc = "A goroutine is asked that never ran there.")
  public static class ParkVersusRequest extends Scenario {
    /** The M runs its goroutine; it has another P in other worlds, none here. */
    public ParkVersusRequest() {
      m.execute(g);
    }

    /** Parks the goroutine and takes the P. */
    @Actor
    public void machine() {
      m.drop(GStatus.WAITING);
      m.acquirep(p);
    }

    /** Asks whoever runs the P. */
    @Actor
    public void asker() {
      sched.preempt(p);
    }

    /** Whether the parked goroutine is asked. */
    @Arbiter
    public void audit(Z_Result r) {
      r.r1 = guardAsks();
    }
  }
}
