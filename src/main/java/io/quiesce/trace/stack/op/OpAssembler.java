package io.quiesce.trace.stack.op;

import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Turns events into steps and hands the steps on in the order in which they took effect.
 *
 * <p>A step is held back, and with it all later ones, until its last event was seen; an M runs a
 * step on its system stack, so that is its very next events. An M that does anything else in the
 * middle of a step ends it as it is, without its call, and the judge sees the gap.
 */
public final class OpAssembler {
  private static final int STACK_SPAN = 1;
  private static final int TYP = EventKind.ALLOCSPAN.index("typ");
  private static final int PATH = EventKind.SFREE.index("path");

  private final Consumer<StackOp> out;
  private final Queue<StackOp> waiting = new ArrayDeque<>();
  private final Map<Integer, MachineSteps> machines = new HashMap<>();

  /** Hands complete steps to {@code out}. */
  public OpAssembler(Consumer<StackOp> out) {
    this.out = out;
  }

  /** Takes the next event of the trace; END ends what is unfinished. */
  public void accept(TraceEvent e) {
    MachineSteps m = machines.computeIfAbsent(e.m(), id -> new MachineSteps(waiting));
    switch (e.kind()) {
      case ALLOCSPAN -> spanEvent(m, e, false);
      case FREESPAN -> spanEvent(m, e, true);
      case POOLSPAN, POOLALLOC -> m.part(e);
      case POOLFREE -> m.poolFree(e);
      case CREFILL, CRELEASE -> m.pointAt(e);
      case SALLOC -> m.alloc(e);
      case SFREE -> m.free(e, e.arg(PATH));
      case CCLEAR -> m.clear(e);
      case FSSSPAN -> m.freeSpans(e);
      case HEAPGROW, SCAVENGE -> {
        // These come in the middle of a span allocation and are no part of the stack allocator.
      }
      case END -> {
        machines.values().forEach(MachineSteps::end);
        waiting.add(StackOp.single(e));
      }
      default -> other(m, e);
    }
    emit();
  }

  private void spanEvent(MachineSteps m, TraceEvent e, boolean freed) {
    if (e.arg(TYP) != STACK_SPAN) {
      other(m, e);
    } else if (freed) {
      m.spanFreed(e);
    } else {
      m.part(e);
    }
  }

  private void other(MachineSteps m, TraceEvent e) {
    m.abandon();
    m.seen(e);
    switch (e.kind()) {
      case PHASE, PROCS, FSSBEGIN, FSSEND, SNAPSTAT, SNAPP, SNAPPOOL, SNAPLARGE, SNAPG, SNAPM ->
          waiting.add(StackOp.single(e));
      default -> {
        // Of no concern to the stack allocator.
      }
    }
  }

  private void emit() {
    while (!waiting.isEmpty() && waiting.peek().isComplete()) {
      out.accept(waiting.remove());
    }
  }
}
