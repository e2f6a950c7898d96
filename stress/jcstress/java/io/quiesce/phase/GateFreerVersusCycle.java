package io.quiesce.phase;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A free that the gate admitted is over, and visible, before the cycle starts (I1, I2).
 *
 * <p>The freer writes a plain field inside the gate, and whoever started the cycle reads it: a free
 * that was admitted and is not seen either runs inside the cycle or was not published to it.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=GateFreerVersusCycle}
 */
public final class GateFreerVersusCycle {
  private GateFreerVersusCycle() {}

  /** A freer that owns a P registers in a stripe of its own: store, then load, as in Dekker. */
  @JCStressTest
  @JCStressMeta(Expectations.class)
  @State
  public static class WithP extends Freeing {
    /** Makes a gate with one P, which the freer owns. */
    public WithP() {
      super(0);
    }

    /** Frees if admitted. */
    @Actor
    public void freer(II_Result r) {
      r.r1 = free();
    }

    /** Starts the cycle. */
    @Actor
    public void cycle(II_Result r) {
      r.r2 = startCycle();
    }
  }

  /** A freer without a P registers in the gate's own word. */
  @JCStressTest
  @JCStressMeta(Expectations.class)
  @State
  public static class WithoutP extends Freeing {
    /** Makes a gate with one P, which nobody owns. */
    public WithoutP() {
      super(ExecutionContext.NO_P);
    }

    /** Frees if admitted. */
    @Actor
    public void freer(II_Result r) {
      r.r1 = free();
    }

    /** Starts the cycle. */
    @Actor
    public void cycle(II_Result r) {
      r.r2 = startCycle();
    }
  }

  /**
   * A freer with a P frees and asks once more: the drain may then meet the store of a refusal
   * instead of the one of the exit, and must learn of the free from that too.
   */
  @JCStressTest
  @JCStressMeta(Expectations.class)
  @State
  public static class RefusedAfterwards extends Freeing {
    /** Makes a gate with one P, which the freer owns. */
    public RefusedAfterwards() {
      super(0);
    }

    /** Frees if admitted, and asks again. */
    @Actor
    public void freer(II_Result r) {
      r.r1 = free();
      pass();
    }

    /** Starts the cycle. */
    @Actor
    public void cycle(II_Result r) {
      r.r2 = startCycle();
    }
  }

  /** What these tests expect. */
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Admitted, and over before the cycle.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Refused: the span is deferred.")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "Freed inside the cycle, or not seen by it.")
  public static class Expectations {}

  /** A gate, a freer's context, and a plain field for what is freed. */
  static class Freeing {
    private final PhaseGate gate = new PhaseGate(1);
    private final Freer freer;
    private int freed;

    Freeing(int pid) {
      freer = new Freer(pid);
    }

    final int free() {
      if (!gate.tryEnterOff(freer)) {
        return 0;
      }
      freed = 1;
      gate.exit(freer);
      return 1;
    }

    final void pass() {
      if (gate.tryEnterOff(freer)) {
        gate.exit(freer);
      }
    }

    final int startCycle() {
      gate.startMark();
      return freed;
    }
  }

  private static final class Freer extends ExecutionContext {
    Freer(int pid) {
      setPid(pid);
    }
  }
}
