package io.quiesce.trace.stack;

import io.quiesce.trace.check.Checker;
import io.quiesce.trace.check.GateDriver;
import io.quiesce.trace.check.RefusedException;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.check.TraceExtent;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import io.quiesce.trace.stack.op.OpAssembler;
import io.quiesce.trace.stack.op.StackOp;

/** Judges the stack allocator: makes Go's steps one after another and compares each. */
public final class StackChecker implements Checker {
  private static final int PROCS_NEW = EventKind.PROCS.index("new");
  private static final int PROCS_OLD = EventKind.PROCS.index("old");

  private final Subject subject;
  private final GateDriver gate;
  private final CallJudge calls;
  private final SweepJudge sweeps;
  private final FinalState snapshots;
  private final OpAssembler assembler = new OpAssembler(this::make);
  private long procs;

  /** A judge with an empty allocator that has room for the trace. */
  public StackChecker(TraceExtent extent) {
    subject = new Subject(extent);
    gate = new GateDriver(subject.gate, subject.tally);
    calls = new CallJudge(subject);
    sweeps = new SweepJudge(subject);
    snapshots = new FinalState(subject);
  }

  @Override
  public String level() {
    return "stack";
  }

  @Override
  public Tally tally() {
    return subject.tally;
  }

  @Override
  public void accept(TraceEvent e) {
    assembler.accept(e);
  }

  private void make(StackOp op) {
    try {
      if (op.call() == null) {
        incomplete(op);
      } else {
        step(op, op.call());
      }
    } catch (RefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new RefusedException(op.call() == null ? op.point() : op.call(), e);
    }
  }

  /** The M did something else before the call that these events belong to. */
  private void incomplete(StackOp op) {
    if (!op.isCutByEnd()) {
      subject.tally.fail(op.point(), "the call that this belongs to", "recorded none", "needs one");
    }
  }

  private void step(StackOp op, TraceEvent e) {
    if (e.kind() == EventKind.PHASE) {
      gate.change(e);
      snapshots.whole(e);
      return;
    }
    gate.compare(e);
    switch (e.kind()) {
      case SALLOC -> calls.alloc(op);
      case SFREE -> calls.free(op);
      case CCLEAR -> sweeps.clear(op);
      case FSSBEGIN -> sweeps.begin(e);
      case FSSSPAN -> sweeps.freeSpans(op);
      case FSSEND -> sweeps.end(op);
      case PROCS -> procs(e);
      case SNAPSTAT -> snapshots.stat(e);
      case SNAPP -> snapshots.cache(e);
      case SNAPPOOL -> snapshots.pool(e);
      case SNAPLARGE -> snapshots.large(e);
      case SNAPG -> snapshots.goroutine(e);
      case SNAPM -> snapshots.machine(e);
      case END -> snapshots.end(e);
      default -> throw new IllegalStateException("not a step of the stack allocator: " + e);
    }
  }

  private void procs(TraceEvent e) {
    long now = e.arg(PROCS_NEW);
    tally().same(e, "old number of Ps", e.arg(PROCS_OLD), procs);
    procs = now;
    snapshots.procs(now);
    subject.tally.rule(e, "number of Ps", now >= 1 && now <= subject.machines.procs(), now);
  }
}
