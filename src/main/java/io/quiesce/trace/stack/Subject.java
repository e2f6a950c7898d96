package io.quiesce.trace.stack;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.phase.PhaseGate;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackConfig;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.check.TraceExtent;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import io.quiesce.trace.stack.mirror.LiveStacks;
import io.quiesce.trace.stack.mirror.Machines;
import io.quiesce.trace.stack.op.StackOp;

/**
 * What the judges of the stack level share: the allocator under test with its heap, gate and Ms,
 * the stacks that are handed out, and the bytes that Go holds in stack spans.
 *
 * <p>The bytes are the sum over the steps made so far, not the figure of the event: that one
 * already contains the spans of steps that other Ms are in the middle of.
 */
final class Subject {
  private static final int TYP = EventKind.ALLOCSPAN.index("typ");
  private static final int NPAGES = EventKind.ALLOCSPAN.index("npages");
  private static final long SPARE_BYTES = 64L << 20;
  private static final int STACK = 1;

  final Tally tally = new Tally();
  final PhaseGate gate;
  final PageHeap heap;
  final StackAllocator allocator;
  final Machines machines;
  final LiveStacks live = new LiveStacks();
  final PoolJudge pools;
  final LargeJudge large;
  private long goStacksInuse;

  Subject(TraceExtent extent) {
    gate = new PhaseGate(extent.procs());
    long room = 2 * extent.heapBytes() + SPARE_BYTES;
    HeapConfig config = HeapConfig.of(room, extent.procs()).withMemory(MemoryMode.NONE);
    heap = new PageHeap(config, gate);
    allocator = new StackAllocator(heap, gate, StackConfig.DEFAULT);
    machines = new Machines(extent.procs());
    pools = new PoolJudge(tally, allocator);
    large = new LargeJudge(tally, allocator);
  }

  /** Adds the spans of a step that was just made, and compares stacks_inuse. */
  void settle(StackOp op) {
    SpanPairs.compare(tally, op);
    for (TraceEvent part : op.parts()) {
      tally.same(part, "P during one call", part.p(), op.call().p());
      if (part.kind() == EventKind.ALLOCSPAN && part.arg(TYP) == STACK) {
        goStacksInuse += part.arg(NPAGES) * HeapAddress.PAGE_BYTES;
      } else if (part.kind() == EventKind.FREESPAN && part.arg(TYP) == STACK) {
        goStacksInuse -= part.arg(NPAGES) * HeapAddress.PAGE_BYTES;
      }
    }
    long ours = heap.snapshot().stacksInuse();
    tally.excess(ours - goStacksInuse);
    tally.same(op.point(), "stacks_inuse", goStacksInuse, ours);
  }

  /** Go's bytes in stack spans after the steps made so far. */
  long goStacksInuse() {
    return goStacksInuse;
  }
}
