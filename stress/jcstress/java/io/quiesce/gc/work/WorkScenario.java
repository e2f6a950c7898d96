package io.quiesce.gc.work;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;

/** Few, small work buffers, two Ps, and an M for each; both Ms are on their system stacks. */
class WorkScenario {
  static final int SPAN_BYTES = 32768;

  final PhaseGate gate = new PhaseGate(2);
  final PageHeap heap = new PageHeap(HeapConfig.tiny(2), gate);
  final WorkBufs bufs = new WorkBufs(heap, 16, new WorkBufShape(2, 4));
  final Sched sched = new Sched(2);
  final M m0 = newM(0);
  final M m1 = newM(1);

  private M newM(int pid) {
    M m = sched.newM(pid);
    m.enterSystemStack();
    return m;
  }

  /** A buffer with one pointer, owned by the caller. */
  final WorkBuf with(M m, long pointer) {
    WorkBuf b = bufs.getempty(m);
    b.push(pointer);
    return b;
  }

  /** Puts a buffer with one pointer on the full list. */
  final void fill(M m, long pointer) {
    bufs.putfull(with(m, pointer));
  }

  /** Sum of all pointers in a buffer; 0 for null. */
  static int sum(WorkBuf b) {
    int sum = 0;
    for (int i = 0; b != null && i < b.nobj(); i++) {
      sum += (int) b.objAt(i);
    }
    return sum;
  }

  /** Sum of all pointers on the full list. */
  final int sumOfFull() {
    int sum = 0;
    for (WorkBuf b : bufs.fullBufs()) {
      sum += sum(b);
    }
    return sum;
  }

  /** How many different buffers are on the two lists or among {@code owned}, and how often. */
  final int places(WorkBuf... owned) {
    int times = 0;
    int seen = 0;
    for (WorkBuf b : owned) {
      times += b == null ? 0 : 1;
      seen |= b == null ? 0 : 1 << b.id();
    }
    for (WorkBuf b : bufs.fullBufs()) {
      times++;
      seen |= 1 << b.id();
    }
    for (WorkBuf b : bufs.emptyBufs()) {
      times++;
      seen |= 1 << b.id();
    }
    return times == Integer.bitCount(seen) ? times : -times;
  }
}
