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
 * While the world is stopped nobody but the stopper uses a P; afterwards everybody goes on.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=StopTheWorldRaces}
 */
public final class StopTheWorldRaces {
  private StopTheWorldRaces() {}

  /** Stops the world, touches both caches as their only user, starts it. */
  static void stopAndTouch(WorldScenario s, M m) {
    s.world.stop(m, "stress");
    s.touch(s.p0);
    s.touch(s.p1);
    s.world.start(m);
  }

  /** The other M polls once, and takes a P again if it lost its own. */
  @JCStressTest
  @State
  @Outcome(id = "3", expect = ACCEPTABLE, desc = "Both Ps once by the stopper, and two uses.")
  @Outcome(expect = FORBIDDEN, desc = "A use beside the stopper, or one that it did not see.")
  public static class VersusPoll extends WorldScenario {
    /** Stops. */
    @Actor
    public void stopper() {
      stopAndTouch(this, m0);
    }

    /** Uses its P and polls. */
    @Actor
    public void runner() {
      use(m1);
      m1.poll();
      m1.releasep();
    }

    /** All uses. */
    @Arbiter
    public void audit(I_Result r) {
      r.r1 = cache0 + cache1;
    }
  }

  /** An M without P waits for one. */
  @JCStressTest
  @State
  @Outcome(id = "3, 1", expect = ACCEPTABLE, desc = "It got one, before the stop or after.")
  @Outcome(expect = FORBIDDEN, desc = "A use beside the stopper, or lost.")
  public static class VersusTake extends WorldScenario {
    /** P 1 is idle. */
    public VersusTake() {
      m1.releasep();
    }

    /** Stops. */
    @Actor
    public void stopper() {
      stopAndTouch(this, m0);
    }

    /** Waits for a P; without the look at the queue in start it waits for ever. */
    @Actor
    public void taker() {
      m1.acquireAnyP();
      use(m1);
      m1.releasep();
    }

    /** All uses; P 1 is idle again. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = cache0 + cache1;
      r.r2 = p1.isIdle() ? 1 : 0;
    }
  }

  /** Two stop the world: the second gives its P up until the first is done. */
  @JCStressTest
  @State
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "One after the other.")
  @Outcome(expect = FORBIDDEN, desc = "Both at once.")
  public static class VersusStop extends WorldScenario {
    /** Both are on their system stacks. */
    public VersusStop() {
      m1.enterSystemStack();
    }

    /** Stops. */
    @Actor
    public void left() {
      stopAndTouch(this, m0);
      m0.releasep();
    }

    /** Stops. */
    @Actor
    public void right() {
      stopAndTouch(this, m1);
      m1.releasep();
    }

    /** Each cache. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = cache0;
      r.r2 = cache1;
    }
  }

  /** One stops the world while the other visits all Ps: neither waits for ever for the other. */
  @JCStressTest
  @State
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "One visit and one stop each.")
  @Outcome(expect = FORBIDDEN, desc = "A visit is missing, or came beside the stopper.")
  public static class VersusBarrier extends WorldScenario {
    /** Both are on their system stacks. */
    public VersusBarrier() {
      m1.enterSystemStack();
    }

    /** Stops. */
    @Actor
    public void stopper() {
      stopAndTouch(this, m0);
      m0.releasep();
    }

    /** Visits. */
    @Actor
    public void coordinator() {
      barrier.forEachP(m1, (m, p) -> touch(p));
      m1.releasep();
    }

    /** Each cache. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = cache0;
      r.r2 = cache1;
    }
  }
}
