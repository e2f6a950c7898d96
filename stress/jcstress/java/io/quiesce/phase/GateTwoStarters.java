package io.quiesce.phase;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Of two threads that start a cycle one wins, and there is one cycle (I3).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=GateTwoStarters}
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "The left one started cycle 1.")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "The right one started cycle 1.")
@State
public class GateTwoStarters {
  private final PhaseGate gate = new PhaseGate(0);

  private int start() {
    try {
      gate.startMark();
      return 1;
    } catch (PhaseException alreadyStarted) {
      return 0;
    }
  }

  /** Starts a cycle. */
  @Actor
  public void left(III_Result r) {
    r.r1 = start();
  }

  /** Starts a cycle. */
  @Actor
  public void right(III_Result r) {
    r.r2 = start();
  }

  /** Counts the cycles. */
  @Arbiter
  public void arbiter(III_Result r) {
    r.r3 = gate.cycle();
  }
}
