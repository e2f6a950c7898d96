package io.quiesce.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * The state of the world publishes what the stopper wrote: who it is, why, and the Ps it claimed.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=WorldRaces}
 */
public final class WorldRaces {
  private WorldRaces() {}

  /** A world, and two Ms that may stop it. */
  static class Scenario {
    final Sched sched = new Sched(1);
    final World world = new World();
    final M m1 = sched.newM();
    final M m2 = sched.newM();

    /** Stops the world, if nobody has; what is claimed is no matter here. */
    final boolean stop(M m, String reason) {
      boolean mine = world.tryStop(m, reason);
      if (mine) {
        world.stopped(new P[] {null});
      }
      return mine;
    }
  }

  /** Somebody else starts what M 1 stops. */
  @JCStressTest
  @State
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Not stopped yet.")
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Started, with the Ps of the stopper.")
  @Outcome(expect = FORBIDDEN, desc = "Started, but the claimed Ps are not given up (I2, I3).")
  public static class StopVersusStart extends Scenario {
    /** Stops. */
    @Actor
    public void stopper() {
      world.tryStop(m1, "stress");
      world.stopped(new P[] {sched.p(0)});
    }

    /** Starts. */
    @Actor
    public void starter(ZZ_Result r) {
      P[] claimed = world.tryStart();
      r.r1 = claimed != null && claimed[0] == sched.p(0);
    }

    /** Whether the world runs. */
    @Arbiter
    public void audit(ZZ_Result r) {
      r.r2 = world.isRunning();
    }
  }

  /** M 1 stops and starts the world; then M 2 may stop it, which is not M 1's stop. */
  @JCStressTest
  @State
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "M 2 came second.")
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "M 2 was refused.")
  @Outcome(expect = FORBIDDEN, desc = "M 1 takes the stop of M 2 for its own (I1).")
  public static class StopVersusNextStop extends Scenario {
    /** Stops and starts, then asks. */
    @Actor
    public void first(ZZ_Result r) {
      if (stop(m1, "one")) {
        world.tryStart();
      }
      r.r2 = world.isStoppedBy(m1);
    }

    /** Stops. */
    @Actor
    public void second(ZZ_Result r) {
      r.r1 = stop(m2, "two");
    }
  }

  /** A message about the second stop names its stopper, not the first one. */
  @JCStressTest
  @State
  @Outcome(
      id = {"world (running)", "world (stopping)", "world (stopped by M2 for two)"},
      expect = ACCEPTABLE,
      desc = "The truth.")
  @Outcome(expect = FORBIDDEN, desc = "The stopper or the reason of the past.")
  public static class StopVersusMessage extends Scenario {
    /** M 1 has stopped and started the world. */
    public StopVersusMessage() {
      stop(m1, "one");
      world.tryStart();
    }

    /** Stops. */
    @Actor
    public void stopper() {
      stop(m2, "two");
    }

    /** Says how things are. */
    @Actor
    public void teller(L_Result r) {
      r.r1 = world.toString();
    }
  }
}
