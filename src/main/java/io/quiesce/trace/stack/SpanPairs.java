package io.quiesce.trace.stack;

import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import io.quiesce.trace.stack.op.StackOp;
import java.util.List;

/** Checks that the spans which a step takes and gives back are those that its own events name. */
final class SpanPairs {
  private static final int ALLOC_BASE = EventKind.ALLOCSPAN.index("base");
  private static final int FREE_BASE = EventKind.FREESPAN.index("base");
  private static final int POOL_SPAN_BASE = EventKind.POOLSPAN.index("base");
  private static final int POOL_FREE_BASE = EventKind.POOLFREE.index("base");
  private static final int POOL_FREE_ACT = EventKind.POOLFREE.index("act");
  private static final int KEPT_BASE = EventKind.FSSSPAN.index("base");
  private static final int FREED = 1;

  private SpanPairs() {}

  /**
   * POOLSPAN follows its ALLOCSPAN; POOLFREE of a last stack and FSSSPAN precede their FREESPAN.
   */
  static void compare(Tally tally, StackOp op) {
    List<TraceEvent> parts = op.parts();
    for (int i = 0; i < parts.size(); i++) {
      TraceEvent part = parts.get(i);
      switch (part.kind()) {
        case POOLSPAN -> {
          long base = part.arg(POOL_SPAN_BASE);
          neighbour(tally, part, base, EventKind.ALLOCSPAN, ALLOC_BASE, at(parts, i - 1));
        }
        case POOLFREE -> {
          if (part.arg(POOL_FREE_ACT) == FREED) {
            long base = part.arg(POOL_FREE_BASE);
            neighbour(tally, part, base, EventKind.FREESPAN, FREE_BASE, at(parts, i + 1));
          }
        }
        case FSSSPAN -> {
          long base = part.arg(KEPT_BASE);
          neighbour(tally, part, base, EventKind.FREESPAN, FREE_BASE, at(parts, i + 1));
        }
        default -> {
          // Names no span, or is the partner.
        }
      }
    }
  }

  private static TraceEvent at(List<TraceEvent> parts, int i) {
    return i >= 0 && i < parts.size() ? parts.get(i) : null;
  }

  private static void neighbour(
      Tally tally, TraceEvent part, long base, EventKind kind, int baseIndex, TraceEvent other) {
    boolean right = other != null && other.kind() == kind;
    tally.sameAddress(part, "base of its " + kind, base, right ? other.arg(baseIndex) : 0);
  }
}
