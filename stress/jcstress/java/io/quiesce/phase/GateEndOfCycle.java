package io.quiesce.phase;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The end of a cycle against deferrals, against a second end, and a whole cycle against freers.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=GateEndOfCycle}
 */
public final class GateEndOfCycle {
  private GateEndOfCycle() {}

  private static final class Freer extends ExecutionContext {
    Freer(int pid) {
      setPid(pid);
    }
  }

  /** A gate in mark termination. */
  static class Terminating {
    final PhaseGate gate = new PhaseGate(1);

    Terminating() {
      gate.startMark();
      gate.startTermination();
    }
  }

  /**
   * Who defers and then looks at the phase, and who sets it OFF and then looks for deferred spans,
   * cannot both miss the other (E5). r1: the phase after the deferral. r2: spans found.
   */
  @JCStressTest
  @State
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "Deferred; the collector finds it.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Both see it: whoever takes it frees it.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The freer sees OFF and takes its span back.")
  @Outcome(id = "2, 0", expect = FORBIDDEN, desc = "The span is stranded until the next cycle.")
  public static class VersusDeferral extends Terminating {
    private final AtomicInteger deferred = new AtomicInteger();

    /** Defers, then looks. */
    @Actor
    public void freer(II_Result r) {
      deferred.set(1);
      r.r1 = gate.phaseVolatile().code();
    }

    /** Ends the cycle, then looks. */
    @Actor
    public void collector(II_Result r) {
      gate.finish();
      r.r2 = deferred.get();
    }
  }

  /**
   * Who is let in after a cycle sees what happened in it. r1: 1 if let in; r2: what it then read.
   */
  static class Ending extends Terminating {
    private int outcome;

    final void end() {
      outcome = 1;
      gate.finish();
    }

    final void enter(Freer freer, II_Result r) {
      if (gate.tryEnterOff(freer)) {
        r.r1 = 1;
        r.r2 = outcome;
        gate.exit(freer);
      }
    }
  }

  /** A freer that owns a P. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Let in, and sees what the cycle did.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Refused.")
  @Outcome(expect = FORBIDDEN, desc = "Let in without what the cycle did before its end (I1).")
  public static class EntryWithP extends Ending {
    private final Freer freer = new Freer(0);

    /** Enters. */
    @Actor
    public void freer(II_Result r) {
      enter(freer, r);
    }

    /** Ends the cycle. */
    @Actor
    public void collector() {
      end();
    }
  }

  /** A freer without a P. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Let in, and sees what the cycle did.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Refused.")
  @Outcome(expect = FORBIDDEN, desc = "Let in without what the cycle did before its end (I1).")
  public static class EntryWithoutP extends Ending {
    private final Freer freer = new Freer(ExecutionContext.NO_P);

    /** Enters. */
    @Actor
    public void freer(II_Result r) {
      enter(freer, r);
    }

    /** Ends the cycle. */
    @Actor
    public void collector() {
      end();
    }
  }

  /** Two threads end the cycle. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "One of them ended it.")
  @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Two threads ended one cycle.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Nobody ended it.")
  public static class Twice extends Terminating {
    private int finish() {
      try {
        gate.finish();
        return 1;
      } catch (PhaseException e) {
        return 0;
      }
    }

    /** Ends. */
    @Actor
    public void left(II_Result r) {
      r.r1 = finish();
    }

    /** Ends. */
    @Actor
    public void right(II_Result r) {
      r.r2 = finish();
    }
  }

  /** A whole cycle passes two freers; nobody stays registered. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0, 0", "-1, 0, 0", "0, -1, 0", "-1, -1, 0"},
      expect = ACCEPTABLE,
      desc = "Let in while OFF, or refused; the gate is empty at the end.")
  @Outcome(expect = FORBIDDEN, desc = "Let in outside OFF, or a registration was lost.")
  public static class WholeCycle {
    private final PhaseGate gate = new PhaseGate(1);
    private final Freer withP = new Freer(0);
    private final Freer withoutP = new Freer(ExecutionContext.NO_P);

    private int phaseInside(ExecutionContext ctx) {
      if (!gate.tryEnterOff(ctx)) {
        return -1;
      }
      int seen = gate.phaseVolatile().code();
      gate.exit(ctx);
      return seen;
    }

    /** Enters with and without a P. */
    @Actor
    public void freers(III_Result r) {
      r.r1 = phaseInside(withP);
      r.r2 = phaseInside(withoutP);
    }

    /** A cycle. */
    @Actor
    public void collector() {
      gate.startMark();
      gate.startTermination();
      gate.finish();
    }

    /** Who is registered. */
    @Arbiter
    public void registered(III_Result r) {
      r.r3 = (int) gate.inflight();
    }
  }
}
