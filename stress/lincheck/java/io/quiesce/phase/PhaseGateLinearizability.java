package io.quiesce.phase;

import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * Frees and transitions of {@link PhaseGate} each happen at one instant.
 *
 * <p>A transition to MARK counts from the moment when the gate closes. That it is then refused to
 * go on to MARK_TERMINATION until the freers have left is not visible in these scenarios, which is
 * why none of them ends a cycle on one thread while another starts it, and why none is random.
 * Starting a cycle waits for freers: no promise of obstruction freedom.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=PhaseGateLinearizability}
 */
@ModelChecked(specification = PhaseGateLinearizability.Phases.class, random = false)
@Scenario(threads = {"freeWithP(0)", "startMark()"})
@Scenario(threads = {"freeWithoutP()", "startMark()"})
@Scenario(
    before = "startMark()",
    threads = {"startTermination()", "startTermination()"})
@Scenario(
    before = "startMark(); startTermination()",
    threads = {"finish()", "freeWithoutP(); freeWithP(1)"})
@Scenario(
    before = "startMark(); startTermination()",
    threads = {"finish(); freeWithP(0)", "freeWithoutP(); freeWithP(1)"},
    exhaustive = false)
@Scenario(
    threads = {"freeWithoutP(); freeWithoutP()", "startMark()"},
    exhaustive = false)
@Scenario(
    threads = {"freeWithP(0)", "freeWithoutP()", "startMark()"},
    exhaustive = false)
@Scenario(
    threads = {"startMark()", "startMark()"},
    exhaustive = false)
@Scenario(
    threads = {"startMark()", "startMark(); freeWithP(1)"},
    exhaustive = false)
public class PhaseGateLinearizability {
  private final PhaseGate gate = new PhaseGate(2);

  /** Frees as the owner of P {@code pid}, which one thread of a scenario may do. */
  @Operation
  public boolean freeWithP(int pid) {
    return free(new Freer(pid));
  }

  /** Frees without a P. */
  @Operation
  public boolean freeWithoutP() {
    return free(new Freer(ExecutionContext.NO_P));
  }

  private boolean free(Freer freer) {
    if (!gate.tryEnterOff(freer)) {
      return false;
    }
    GcPhase inside = gate.phase();
    gate.exit(freer);
    if (inside != GcPhase.OFF) {
      throw new AssertionError("I1: freeing in phase " + inside);
    }
    return true;
  }

  /** OFF to MARK; false if refused. */
  @Operation
  public boolean startMark() {
    return made(gate::startMark);
  }

  /** MARK to MARK_TERMINATION; false if refused. */
  @Operation
  public boolean startTermination() {
    return made(gate::startTermination);
  }

  /** MARK_TERMINATION to OFF; false if refused. */
  @Operation
  public boolean finish() {
    return made(gate::finish);
  }

  private static boolean made(Runnable transition) {
    try {
      transition.run();
      return true;
    } catch (PhaseException refused) {
      return false;
    }
  }

  /** At the end nobody is registered. */
  @Validate
  public void nobodyIsInside() {
    if (gate.inflight() != 0) {
      throw new AssertionError("still registered: " + gate);
    }
  }

  private static final class Freer extends ExecutionContext {
    Freer(int pid) {
      setPid(pid);
    }
  }

  /** The specification: one phase, and frees only in OFF. */
  public static final class Phases {
    private GcPhase phase = GcPhase.OFF;

    /** Allowed in OFF. */
    public boolean freeWithP(int pid) {
      return phase == GcPhase.OFF;
    }

    /** Allowed in OFF. */
    public boolean freeWithoutP() {
      return phase == GcPhase.OFF;
    }

    /** OFF to MARK. */
    public boolean startMark() {
      return step(GcPhase.OFF);
    }

    /** MARK to MARK_TERMINATION. */
    public boolean startTermination() {
      return step(GcPhase.MARK);
    }

    /** MARK_TERMINATION to OFF. */
    public boolean finish() {
      return step(GcPhase.MARK_TERMINATION);
    }

    private boolean step(GcPhase from) {
      if (phase != from) {
        return false;
      }
      phase = from.next();
      return true;
    }
  }
}
