package io.quiesce.trace.goroutine;

import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;

/**
 * Compares growth, shrinking and copying: sizes, decisions, and that old and new stack are right.
 */
final class ResizeJudge {
  private static final int GOID = EventKind.GROW.index("goid");
  private static final int OLD = EventKind.GROW.index("oldsize");
  private static final int NEW = EventKind.GROW.index("newsize");
  private static final int USED = EventKind.GROW.index("used");
  private static final int MAXFRAME = EventKind.GROW.index("maxframe");
  private static final int KEPT_SIZE = EventKind.SHRINKNO.index("size");
  private static final int KEPT_USED = EventKind.SHRINKNO.index("used");
  private static final int KEPT_REASON = EventKind.SHRINKNO.index("reason");
  private static final int COPY_OLD_LO = EventKind.COPYSTACK.index("oldlo");
  private static final int COPY_OLD = EventKind.COPYSTACK.index("oldsize");
  private static final int COPY_NEW_LO = EventKind.COPYSTACK.index("newlo");
  private static final int COPY_NEW = EventKind.COPYSTACK.index("newsize");
  private static final int COPY_USED = EventKind.COPYSTACK.index("used");
  private static final int SMALLEST_REASON = 3;
  private static final int USED_REASON = 4;
  private static final int LAST_REASON = 5;

  private final Goroutines all;
  private final Tally tally;

  ResizeJudge(Goroutines all) {
    this.all = all;
    this.tally = all.tally;
  }

  /** GROW: newstack decides on a size. */
  void grow(TraceEvent e) {
    begin(e);
    long ours = StackRules.grown(e.arg(OLD), e.arg(USED), e.arg(MAXFRAME));
    tally.same(e, "newsize", e.arg(NEW), ours);
  }

  /** SHRINK: shrinkstack decides to. */
  void shrink(TraceEvent e) {
    begin(e);
    tally.same(e, "shrinks", true, StackRules.shrinks(e.arg(OLD), e.arg(USED)));
    tally.same(e, "newsize", e.arg(NEW), StackRules.shrunk(e.arg(OLD)));
  }

  private void begin(TraceEvent e) {
    Goroutine g = all.known(e.arg(GOID));
    tally.same(e, "oldsize", e.arg(OLD), g.bytes());
    MachineState m = all.machine(e);
    tally.same(e, "the last resize was done", true, m.resizing == null);
    m.resizing = e;
  }

  /** SHRINKNO: shrinkstack decides not to, or the stack is not in a state to be moved. */
  void keep(TraceEvent e) {
    Goroutine g = all.known(e.arg(GOID));
    long size = e.arg(KEPT_SIZE);
    tally.same(e, "size", size, g.bytes());
    long reason = e.arg(KEPT_REASON);
    tally.rule(e, "reason", reason >= 1 && reason <= LAST_REASON, reason);
    boolean smallest = StackRules.isSmallest(size);
    if (reason == SMALLEST_REASON || reason == USED_REASON) {
      tally.same(e, "it has the smallest size", reason == SMALLEST_REASON, smallest);
    }
    if (reason == USED_REASON) {
      tally.same(e, "shrinks", false, StackRules.shrinks(size, e.arg(KEPT_USED)));
    }
  }

  /** COPYSTACK: the resize of this M is carried out. */
  void copy(TraceEvent e) {
    MachineState m = all.machine(e);
    Goroutine g = all.known(e.arg(GOID));
    TraceEvent decision = m.resizing;
    if (decision == null) {
      throw new IllegalStateException("COPYSTACK without GROW or SHRINK");
    }
    tally.same(e, "goid", e.arg(GOID), decision.arg(GOID));
    tally.same(e, "oldsize", e.arg(COPY_OLD), decision.arg(OLD));
    tally.same(e, "newsize", e.arg(COPY_NEW), decision.arg(NEW));
    tally.same(e, "used", e.arg(COPY_USED), decision.arg(USED));
    tally.sameAddress(e, "oldlo", e.arg(COPY_OLD_LO), g.lo());
    tally.sameAddress(e, "newlo", e.arg(COPY_NEW_LO), m.allocatedLo);
    tally.same(e, "size of the new stack", e.arg(COPY_NEW), m.allocatedBytes);
    m.resizing = null;
    m.mustFree(g.lo(), g.bytes());
    g.stack(e.arg(COPY_NEW_LO), e.arg(COPY_NEW));
  }
}
