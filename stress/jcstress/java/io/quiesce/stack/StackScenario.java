package io.quiesce.stack;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;

/** The smallest allocator, two Ps, and an M for each; both Ms are on their system stacks. */
class StackScenario {
  static final int POOL_SPAN = 32768;
  final PhaseGate gate = new PhaseGate(2);
  final PageHeap heap = new PageHeap(HeapConfig.tiny(2), gate);
  final StackAllocator stacks = new StackAllocator(heap, gate, StackConfig.DEFAULT);
  final Sched sched = new Sched(2);
  final M m0 = newM(0);
  final M m1 = newM(1);

  private M newM(int pid) {
    M m = sched.newM();
    m.acquirep(sched.p(pid));
    m.enterSystemStack();
    return m;
  }

  /** Makes {@code m} use the pool directly, as a region with preemption off does. */
  final void withoutCache(M m) {
    m.setPreemptoff("stress");
  }

  final void startTermination() {
    gate.startMark();
    gate.startTermination();
  }

  /** Empties both caches and returns how many pool spans of stack memory are still in use. */
  final int spansInUse() {
    stacks.stackcacheClear(m0, m0.p());
    stacks.stackcacheClear(m1, m1.p());
    return (int) (heap.snapshot().check().stacksInuse() / POOL_SPAN);
  }

  /** 1 if the two stacks of {@code n} bytes do not overlap and both exist. */
  static int apart(long one, long other, int n) {
    return one != 0 && other != 0 && Math.abs(one - other) >= n ? 1 : 0;
  }
}
