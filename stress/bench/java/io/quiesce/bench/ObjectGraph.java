package io.quiesce.bench;

import io.quiesce.gc.complete.RootJobs;
import io.quiesce.gc.mark.Drain;
import io.quiesce.gc.mark.DrainMode;
import io.quiesce.gc.mark.Finalizers;
import io.quiesce.gc.mark.GcProgram;
import io.quiesce.gc.mark.Globals;
import io.quiesce.gc.mark.Marker;
import io.quiesce.gc.mark.Roots;
import io.quiesce.gc.mark.WriteBarrier;
import io.quiesce.gc.object.AllocHook;
import io.quiesce.gc.object.ObjectHeap;
import io.quiesce.gc.object.span.ObjectLayout;
import io.quiesce.gc.work.GcWork;
import io.quiesce.gc.work.MarkTotals;
import io.quiesce.gc.work.WorkBufs;
import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackConfig;
import io.quiesce.stack.goroutine.FrameTable;
import io.quiesce.stack.goroutine.FreeGoroutines;
import io.quiesce.stack.goroutine.GoroutineConfig;
import io.quiesce.stack.goroutine.GoroutineStacks;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A graph of objects in the collected heap and what is needed to mark it: each object of 32 bytes
 * has two children in a tree and one random neighbour.
 */
final class ObjectGraph {
  private static final int PROCS = 2;
  private static final ObjectLayout NODE = new ObjectLayout("node", 4, 0, 1, 2);
  private static final long BYTES = 32;

  private final int objects;
  private final PhaseGate gate = new PhaseGate(PROCS);
  private final PageHeap pages = new PageHeap(HeapConfig.of(1L << 28, PROCS), gate);
  private final Sched sched = new Sched(PROCS);
  private final ObjectHeap heap = new ObjectHeap(pages, AllocHook.NONE);
  private final Marker marker = new Marker(heap);
  private final WorkBufs bufs = new WorkBufs(pages, 1 << 16);
  private final MarkTotals totals = new MarkTotals();
  private final GcWork[] works = new GcWork[PROCS];
  private final RootJobs jobs = new RootJobs();
  private final Globals globals = new Globals("data", GcProgram.builder().literal(true).build());
  private final Roots roots;
  private final Drain drain;
  private final M[] ms = new M[PROCS];
  private final AtomicInteger active = new AtomicInteger();

  /** Allocates the graph; the seed decides about the random neighbours. */
  ObjectGraph(int objects, long seed) {
    this.objects = objects;
    for (int pid = 0; pid < PROCS; pid++) {
      works[pid] = new GcWork(bufs, pid, totals, flushed -> {});
      ms[pid] = sched.newM(pid);
    }
    WriteBarrier barrier = new WriteBarrier(marker, works);
    StackAllocator stacks = new StackAllocator(pages, gate, StackConfig.DEFAULT);
    roots =
        new Roots(
            jobs,
            marker,
            new Finalizers(marker, works, barrier),
            new GoroutineStacks(stacks, new FrameTable(), GoroutineConfig.DEFAULT),
            new FreeGoroutines(stacks, GoroutineConfig.DEFAULT),
            sched);
    drain = new Drain(marker, roots, bufs, works, (m, work) -> {});
    build(barrier, new SplittableRandom(seed));
  }

  private void build(WriteBarrier barrier, SplittableRandom random) {
    long[] at = new long[objects];
    for (int i = 0; i < objects; i++) {
      at[i] = heap.mallocgc(ms[0], NODE);
    }
    for (int i = 0; i < objects; i++) {
      for (int child = 0; child < 2; child++) {
        int j = 2 * i + 1 + child;
        barrier.store(ms[0], at[i] + 8L * child, j < objects ? at[j] : 0);
      }
      barrier.store(ms[0], at[i] + 16, at[random.nextInt(objects)]);
    }
    globals.store(0, at[0]);
  }

  /** Starts a cycle; each worker then calls {@link #work}. */
  void start() {
    gate.startMark();
    totals.reset();
    roots.prepare(List.of(globals), List.of());
  }

  /** Marks until nothing is left anywhere; {@code pid} is the worker's own. */
  void work(int pid) {
    M m = ms[pid];
    m.enterSystemStack();
    while (true) {
      active.incrementAndGet();
      drain.gcDrain(m, DrainMode.DEDICATED);
      active.decrementAndGet();
      while (bufs.isFullEmpty() && !jobs.available()) {
        if (active.get() == 0) {
          m.leaveSystemStack();
          return;
        }
        Thread.onSpinWait();
      }
    }
  }

  /** Ends the cycle and sweeps, so that nothing is marked; checks that everything was. */
  void finish() {
    for (GcWork work : works) {
      work.dispose();
    }
    if (totals.bytesMarked() != objects * BYTES) {
      throw new IllegalStateException("marked " + totals.bytesMarked() + " bytes");
    }
    gate.startTermination();
    gate.finish();
    ms[0].systemstack(() -> heap.sweeper().start(ms[0]));
    for (M m : ms) {
      m.systemstack(() -> heap.prepareForSweep(m, m.p()));
    }
    heap.sweeper().finish(ms[0]);
    bufs.prepareFreeWorkbufs();
  }
}
