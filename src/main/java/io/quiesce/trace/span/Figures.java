package io.quiesce.trace.span;

import io.quiesce.heap.stats.HeapSnapshot;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.TraceEvent;

/**
 * Compares the nine accounting figures of an event with a snapshot of the subject, all in bytes.
 */
final class Figures {
  private static final String FIRST = "heapInUse";

  private Figures() {}

  /** Compares all nine; {@code e} is of a kind that carries them as its last arguments. */
  static void compare(Tally tally, TraceEvent e, HeapSnapshot ours) {
    int at = e.kind().index(FIRST);
    tally.same(e, "heapInUse", e.arg(at), ours.heapInuse());
    tally.same(e, "heapFree", e.arg(at + 1), ours.heapFree());
    tally.same(e, "heapReleased", e.arg(at + 2), ours.heapReleased());
    tally.same(e, "inHeap", e.arg(at + 3), ours.inHeap());
    tally.same(e, "inStacks", e.arg(at + 4), ours.inStacks());
    tally.same(e, "inWorkBufs", e.arg(at + 5), ours.inWorkBufs());
    tally.same(e, "inPSB", e.arg(at + 6), ours.inPtrScalarBits());
    tally.same(e, "committed", e.arg(at + 7), ours.committed());
    tally.same(e, "released", e.arg(at + 8), ours.released());
  }
}
