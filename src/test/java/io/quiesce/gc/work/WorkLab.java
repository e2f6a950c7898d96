package io.quiesce.gc.work;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.oracle.WorkOracle;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.util.ArrayList;
import java.util.List;

/** A small heap with work buffers, two Ps with what they hold, and an M for each. */
final class WorkLab {
  final PhaseGate gate = new PhaseGate(2);
  final PageHeap heap = new PageHeap(HeapConfig.tiny(2), gate);
  final Sched sched = new Sched(2);
  final M m0 = sched.newM(0);
  final M m1 = sched.newM(1);
  final MarkTotals totals = new MarkTotals();
  final List<Integer> enlisted = new ArrayList<>();
  final WorkBufs bufs;
  final GcWork work0;
  final GcWork work1;

  WorkLab(int maxBufs, WorkBufShape shape) {
    bufs = new WorkBufs(heap, maxBufs, shape);
    work0 = new GcWork(bufs, 0, totals, enlisted::add);
    work1 = new GcWork(bufs, 1, totals, enlisted::add);
  }

  /** Few pointers to a buffer. */
  static WorkLab small() {
    return new WorkLab(64, new WorkBufShape(6, 4));
  }

  /** The P's owner puts the numbers {@code from} to {@code to}. */
  void put(GcWork work, int from, int to) {
    for (int item = from; item <= to; item++) {
      work.put(m0, item);
    }
  }

  /** How many pointers there are, in these works and on the full list. */
  long pointers(GcWork... works) {
    long sum = bufs.fullBufs().stream().mapToLong(WorkBuf::nobj).sum();
    for (GcWork work : works) {
      sum += work.first() == null ? 0 : work.first().nobj() + work.second().nobj();
    }
    return sum;
  }

  void check() {
    WorkOracle.check(heap, bufs, work0, work1);
  }
}
