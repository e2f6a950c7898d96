package io.quiesce.bench;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackConfig;

/** A stack allocator over a heap of 1 GiB without bytes, and an M with a P for each thread. */
final class StackBench {
  private static final long HEAP_BYTES = 1L << 30;
  private static final int PROCS = 8;

  final StackAllocator stacks;
  private final Sched sched = new Sched(PROCS);

  StackBench() {
    PhaseGate gate = new PhaseGate(PROCS);
    HeapConfig config = HeapConfig.of(HEAP_BYTES, PROCS).withMemory(MemoryMode.NONE);
    stacks = new StackAllocator(new PageHeap(config, gate), gate, StackConfig.DEFAULT);
  }

  /** An M that runs a P of its own, on the system stack. Called by the M's own thread. */
  M newM() {
    M m = sched.newM();
    m.acquireAnyP();
    m.enterSystemStack();
    return m;
  }
}
