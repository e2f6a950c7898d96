package io.quiesce.trace.span;

import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.stats.HeapSnapshot;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.TraceEvent;

/**
 * The accounting identities AC1 to AC12 of the subject's figures, against the spans that are live
 * by the trace and not against other figures only: a figure that is wrong in the same way as
 * another does not pass.
 */
final class Identities {
  private Identities() {}

  /** Compares all of them for the state after {@code e}. */
  static void compare(Tally tally, TraceEvent e, HeapSnapshot s, LiveSpans live) {
    long manual = s.inWorkBufs() + s.inPtrScalarBits();
    tally.same(e, "AC1 heap_sys = inuse + idle", s.heapInuse() + s.heapIdle(), s.heapSys());
    tally.same(
        e, "AC2 mapped = sys + stacks + gc", live.mapped(), s.heapSys() + s.stacksInuse() + manual);
    tally.same(e, "AC3 0 <= released <= idle", true, within(s.heapReleased(), s.heapIdle()));
    tally.same(e, "AC4 inuse = live heap spans", live.bytes(SpanAllocType.HEAP), s.heapInuse());
    tally.same(e, "AC5 stacks_inuse = live", live.bytes(SpanAllocType.STACK), s.stacksInuse());
    tally.same(e, "AC6 gc_manual = live", gcManual(live), manual);
    tally.same(e, "AC7 idle = mapped - live", live.mapped() - live.bytes(), s.heapIdle());
    tally.same(e, "AC8 no figure is negative", true, smallest(s) >= 0);
    tally.same(e, "AC10 the classes add up to mapped", live.mapped(), classes(s));
    tally.same(
        e,
        "AC10 committed",
        s.heapInuse() + s.heapFree() + s.stacksInuse() + manual,
        s.committed());
    tally.same(e, "AC10 inHeap = inuse", s.heapInuse(), s.inHeap());
    tally.same(e, "AC10 both released agree", s.heapReleased(), s.released());
    tally.same(e, "AC11 retained = sys - released", s.heapInuse() + s.heapFree(), s.heapRetained());
    tally.same(e, "AC12 resident idle = free", s.heapIdle() - s.heapReleased(), s.heapFree());
  }

  private static boolean within(long value, long most) {
    return value >= 0 && value <= most;
  }

  private static long gcManual(LiveSpans live) {
    return live.bytes(SpanAllocType.WORK_BUF) + live.bytes(SpanAllocType.PTR_SCALAR_BITS);
  }

  private static long classes(HeapSnapshot s) {
    return s.heapInuse()
        + s.heapFree()
        + s.heapReleased()
        + s.inStacks()
        + s.inWorkBufs()
        + s.inPtrScalarBits();
  }

  private static long smallest(HeapSnapshot s) {
    long least = Math.min(s.heapInuse(), Math.min(s.heapFree(), s.heapReleased()));
    least = Math.min(least, Math.min(s.inStacks(), s.inWorkBufs()));
    return Math.min(least, Math.min(s.inPtrScalarBits(), s.committed()));
  }
}
