package io.quiesce.phase;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * What those see who read the gate while a cycle starts.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=GateReaders}
 */
public final class GateReaders {
  private GateReaders() {}

  /** A gate, and what is prepared before a cycle starts. */
  static class Starting {
    final PhaseGate gate = new PhaseGate(0);
    int prepared;

    final void start() {
      prepared = 1;
      gate.startMark();
    }
  }

  /** Who reads MARK sees what preceded it. r1: the phase; r2: what was prepared. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "MARK, and all that was prepared for it.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Still OFF.")
  @Outcome(expect = FORBIDDEN, desc = "MARK without what preceded it: a barrier half set up (E5).")
  public static class PhaseSeen extends Starting {
    /** Prepares and starts. */
    @Actor
    public void collector() {
      start();
    }

    /** Reads the phase, and then what it stands for. */
    @Actor
    public void mutator(II_Result r) {
      r.r1 = gate.phase().code();
      r.r2 = r.r1 == 0 ? 0 : prepared;
    }
  }

  /** The same for the number of the cycle. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Cycle 1, and all that was prepared for it.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Not started yet.")
  @Outcome(expect = FORBIDDEN, desc = "The cycle's number without what preceded it (E5).")
  public static class CycleSeen extends Starting {
    /** Prepares and starts. */
    @Actor
    public void collector() {
      start();
    }

    /** Reads the number, and then what it stands for. */
    @Actor
    public void mutator(II_Result r) {
      r.r1 = gate.cycle();
      r.r2 = r.r1 == 0 ? 0 : prepared;
    }
  }

  /**
   * Who publishes and then looks at the phase, and who starts the cycle and then looks for what was
   * published, cannot both miss the other (E5). r1: the phase after the publication; r2: what the
   * collector found.
   */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both see it.")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Late: the publisher knows of the cycle.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Early: the collector finds it.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "The cycle and the publisher miss each other.")
  public static class VersusPublication extends Starting {
    private final AtomicInteger published = new AtomicInteger();

    /** Starts the cycle, then looks. */
    @Actor
    public void collector(II_Result r) {
      gate.startMark();
      r.r2 = published.get();
    }

    /** Publishes, then looks. */
    @Actor
    public void publisher(II_Result r) {
      published.set(1);
      r.r1 = gate.phaseVolatile().code();
    }
  }
}
