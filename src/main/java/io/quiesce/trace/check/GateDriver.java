package io.quiesce.trace.check;

import io.quiesce.phase.PhaseGate;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;

/**
 * Makes a judge's phase gate follow the trace. A transition that the gate does not know is refused
 * by the gate itself.
 */
public final class GateDriver {
  private static final int NEW = EventKind.PHASE.index("new");
  private static final int OLD = EventKind.PHASE.index("old");

  private final PhaseGate gate;
  private final Tally tally;

  /** Drives {@code gate} and counts in {@code tally}. */
  public GateDriver(PhaseGate gate, Tally tally) {
    this.gate = gate;
    this.tally = tally;
  }

  /** Makes the transition of a PHASE event and compares both phases. */
  public void change(TraceEvent e) {
    tally.same(e, "old phase", e.arg(OLD), gate.phase().code());
    switch (e.intArg(NEW)) {
      case 0 -> gate.finish();
      case 1 -> gate.startMark();
      case 2 -> gate.startTermination();
      default -> throw new IllegalStateException("there is no phase " + e.arg(NEW));
    }
    tally.same(e, "phase", e.phase(), gate.phase().code());
  }

  /** Compares the phase that the event says with the gate's. */
  public void compare(TraceEvent e) {
    tally.same(e, "phase", e.phase(), gate.phase().code());
  }
}
