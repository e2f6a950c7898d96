package io.quiesce.trace.cycle;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.gc.pace.Revision;
import io.quiesce.gc.pace.WorkerGoals;
import io.quiesce.stack.StackSizes;
import io.quiesce.trace.check.GateDriver;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;

/**
 * Compares how a cycle starts and ends: worker goals and assist ratio, phases, blackening, the
 * counts at their start, the number of the cycle, the world.
 */
final class StartJudge {
  private static final int CYCLE = EventKind.GCSTART.index("cycle");
  private static final int KIND = EventKind.GCSTART.index("kind");
  private static final int FORCED = EventKind.GCSTART.index("forced");
  private static final int TRIGGER = EventKind.GCSTART.index("trigger");
  private static final int START_STACK = EventKind.GCSTART.index("startstack");
  private static final int NEW_START_STACK = EventKind.STARTSTACK.index("new");
  private static final int LIVE = EventKind.GCSTART.index("heapLive");
  private static final int PROCS = EventKind.GCSTART.index("procs");
  private static final int MODE = EventKind.GCSTART.index("mode");
  private static final int DEDICATED = EventKind.GCSTART.index("dedicated");
  private static final int FRACTIONAL = EventKind.GCSTART.index("fracppm");
  private static final int GOAL = EventKind.GCSTART.index("goal");
  private static final int WORK_PER_BYTE = EventKind.GCSTART.index("awpb");
  private static final int BYTES_PER_WORK = EventKind.GCSTART.index("abpw");
  private static final int NEW_PHASE = EventKind.PHASE.index("new");
  private static final int INIT_NPROC = EventKind.NWAITINIT.index("nproc");
  private static final int INIT_NWAIT = EventKind.NWAITINIT.index("nwait");
  private static final int JOBS = EventKind.ROOTPREP.index("jobs");
  private static final int ON = EventKind.BLACKEN.index("val");
  private static final int DONE_CYCLE = EventKind.GCDONE.index("cycle");
  private static final int DONE_NUMBER = EventKind.GCDONE.index("numgc");
  private static final int DONE_LIVE = EventKind.GCDONE.index("heapLive");
  private static final int DONE_MARKED = EventKind.GCDONE.index("bytesMarked");
  private static final int STOPPED = EventKind.STW.index("on");
  private static final int OLD_PROCS = EventKind.PROCS.index("old");
  private static final int NEW_PROCS = EventKind.PROCS.index("new");

  /** The finalizers and the stacks of dead goroutines. */
  private static final long FIXED_JOBS = 2;

  private static final int PERIODIC = 1;
  private static final int BY_CALL = 2;
  private static final double OVERSHOOT = 1.1;
  private static final double PARTS = 1e6;

  private final Marking marking;
  private final Tally tally;
  private final GateDriver gate;
  private long procs;
  private long startedWith;
  private boolean stopped;

  /** Whether the Ps were told since the world was started. */
  private boolean resized = true;

  private long startStack = StackSizes.FIXED_STACK;

  StartJudge(Marking marking) {
    this.marking = marking;
    tally = marking.tally;
    gate = new GateDriver(marking.gate, tally);
  }

  /** How many Ps there are. */
  long procs() {
    return procs;
  }

  /** STW: one stop at a time. */
  void world(TraceEvent e) {
    tally.same(e, "on", e.arg(STOPPED), stopped ? 0 : 1);
    stopped = e.arg(STOPPED) == 1;
    if (stopped) {
      tally.same(e, "PROCS came after the last start", true, resized);
    } else {
      resized = false;
    }
  }

  /** PROCS: the number of Ps changes. */
  void resize(TraceEvent e) {
    tally.same(e, "old", e.arg(OLD_PROCS), procs);
    procs = e.arg(NEW_PROCS);
    resized = true;
  }

  /** STARTSTACK: goroutines start with another size of stack. */
  void startStack(TraceEvent e) {
    startStack = e.arg(NEW_START_STACK);
  }

  /** GCSTART: the plan of a cycle; the world is stopped. */
  void start(TraceEvent e) {
    tally.same(e, "the world is stopped", true, stopped);
    tally.same(e, "cycle", e.arg(CYCLE), marking.gate.cycle() + 1L);
    tally.rule(e, "kind", e.arg(KIND) >= 0 && e.arg(KIND) <= BY_CALL, e.arg(KIND));
    tally.same(e, "forced", e.arg(FORCED), e.arg(KIND) == BY_CALL ? 1 : 0);
    tally.rule(e, "trigger is within the goal", e.arg(TRIGGER) <= e.arg(GOAL), e.arg(TRIGGER));
    tally.same(e, "startstack", e.arg(START_STACK), startStack);
    tally.same(e, "procs", e.arg(PROCS), procs);
    startedWith = e.arg(PROCS);
    WorkerGoals ours = goals(e);
    tally.same(e, "dedicated", e.arg(DEDICATED), ours.dedicated());
    tally.same(e, "fracppm", e.arg(FRACTIONAL), (long) (ours.fractional() * PARTS));
    compareRatio(e);
    marking.chain.then(e, EventKind.PHASE);
  }

  private static WorkerGoals goals(TraceEvent e) {
    int procs = e.intArg(PROCS);
    return e.arg(MODE) == 0
        ? WorkerGoals.nearest(procs, e.arg(KIND) == PERIODIC)
        : new WorkerGoals(procs, 0, 0);
  }

  /** The work is an input; that both numbers are what its revision makes of it is not. */
  private void compareRatio(TraceEvent e) {
    long goal = e.arg(GOAL);
    long live = e.arg(LIVE);
    if (live > goal) {
      goal = (long) (goal * OVERSHOOT);
    }
    long bytes = Math.max(goal - live, 1);
    long work = Math.round(Double.longBitsToDouble(e.arg(WORK_PER_BYTE)) * bytes);
    if (tally.rule(e, "expected work", work >= Revision.LEAST_WORK, work)) {
      AssistRatio ours = AssistRatio.of(work, bytes);
      bits(e, "awpb", e.arg(WORK_PER_BYTE), ours.workPerByte());
      bits(e, "abpw", e.arg(BYTES_PER_WORK), ours.bytesPerWork());
    }
  }

  private void bits(TraceEvent e, String what, long go, double ours) {
    tally.sameAddress(e, what, go, Double.doubleToRawLongBits(ours));
  }

  /** PHASE: by the gate. */
  void phase(TraceEvent e) {
    gate.change(e);
    marking.chain.then(
        e,
        switch (e.intArg(NEW_PHASE)) {
          case 1 -> EventKind.NWAITINIT;
          case 2 -> EventKind.PHASE;
          default -> EventKind.GCDONE;
        });
  }

  /** Any event but PHASE tells the phase that the gate must have. */
  void comparePhase(TraceEvent e) {
    gate.compare(e);
  }

  /** NWAITINIT: nobody takes part (P3). */
  void counts(TraceEvent e) {
    tally.same(e, "nproc", e.arg(INIT_NPROC), Marking.NPROC);
    tally.same(e, "nwait", e.arg(INIT_NWAIT), marking.nwait());
    tally.same(e, "blackening is off", false, marking.blackens());
    marking.chain.then(e, EventKind.ROOTPREP);
  }

  /** ROOTPREP: the jobs of the cycle. */
  void roots(TraceEvent e) {
    long sum = FIXED_JOBS;
    for (int i = JOBS + 1; i < EventKind.ROOTPREP.arity(); i++) {
      sum += e.arg(i);
    }
    tally.same(e, "jobs", e.arg(JOBS), sum);
    marking.prepareRoots(e.intArg(JOBS));
    marking.chain.then(e, EventKind.BLACKEN);
  }

  /** BLACKEN 1: participants may enter; BLACKEN 0 ends marking, by the completer. */
  void blacken(TraceEvent e) {
    boolean on = e.arg(ON) == 1;
    tally.same(e, "val", e.arg(ON), marking.blackens() ? 0 : 1);
    tally.same(e, "phase is mark", true, e.phase() == 1);
    if (on) {
      marking.participants.start(Math.toIntExact(startedWith));
    } else {
      marking.roots.requireAllClaimed();
      boolean closed = marking.participants.close(marking.participants.word());
      tally.same(e, "marking closes", true, closed);
      marking.chain.then(e, EventKind.MDCOMPLETE);
    }
  }

  /** GCDONE: the cycle is over. */
  void done(TraceEvent e) {
    tally.same(e, "cycle", e.arg(DONE_CYCLE), marking.gate.cycle());
    tally.same(e, "numgc", e.arg(DONE_NUMBER), marking.gate.cycle());
    tally.same(e, "what was marked is alive", e.arg(DONE_LIVE), e.arg(DONE_MARKED));
    marking.chain.then(e, EventKind.WBPREP);
  }
}
