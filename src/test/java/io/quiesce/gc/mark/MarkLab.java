package io.quiesce.gc.mark;

import io.quiesce.gc.complete.RootJobs;
import io.quiesce.gc.object.ObjectHeap;
import io.quiesce.gc.object.ObjectLab;
import io.quiesce.gc.work.GcWork;
import io.quiesce.gc.work.MarkTotals;
import io.quiesce.gc.work.WorkBufs;
import io.quiesce.heap.memory.Memory;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackConfig;
import io.quiesce.stack.goroutine.FrameLayout;
import io.quiesce.stack.goroutine.FrameTable;
import io.quiesce.stack.goroutine.FreeGoroutines;
import io.quiesce.stack.goroutine.GoroutineConfig;
import io.quiesce.stack.goroutine.GoroutineStacks;
import java.util.ArrayList;
import java.util.List;

/** All parts of marking over an {@link ObjectLab}, and a cycle that a test drives step by step. */
final class MarkLab {
  static final int WORDS = 64;

  final ObjectLab lab;
  final ObjectHeap objects;
  final Marker marker;
  final WorkBufs bufs;
  final MarkTotals totals = new MarkTotals();
  final GcWork[] works;
  final WriteBarrier barrier;
  final Finalizers finalizers;
  final RootJobs jobs = new RootJobs();
  final Roots roots;
  final List<Long> credits = new ArrayList<>();
  final Drain drain;
  final FrameTable table = new FrameTable();
  final GoroutineStacks stacks;
  final FreeGoroutines dead;
  final List<G> gs = new ArrayList<>();

  /** Words 0 to 63, the even ones are pointers. */
  final Globals globals;

  /** Two words, both pointers. */
  final int frame = table.add(new FrameLayout("two", 2, 0, 1));

  MarkLab() {
    this(ObjectLab.poisoned());
  }

  MarkLab(ObjectLab lab) {
    this.lab = lab;
    objects = lab.objects;
    marker = new Marker(objects);
    works = new GcWork[lab.sched.procs()];
    bufs = new WorkBufs(lab.pages, 1 << 12);
    for (int pid = 0; pid < works.length; pid++) {
      works[pid] = new GcWork(bufs, pid, totals, flushed -> {});
    }
    barrier = new WriteBarrier(marker, works);
    finalizers = new Finalizers(marker, works, barrier);
    StackAllocator allocator = new StackAllocator(lab.pages, lab.gate, StackConfig.DEFAULT);
    stacks = new GoroutineStacks(allocator, table, GoroutineConfig.DEFAULT);
    dead = new FreeGoroutines(allocator, GoroutineConfig.DEFAULT);
    roots = new Roots(jobs, marker, finalizers, stacks, dead, lab.sched);
    drain = new Drain(marker, roots, bufs, works, (m, work) -> credits.add(work));
    globals =
        new Globals(
            "data", GcProgram.builder().literal(true, false).repeat(2, WORDS / 2 - 1).build());
  }

  Memory memory() {
    return lab.pages.memory();
  }

  /** A runnable goroutine with a stack of 2 KiB, known to the collector. */
  G newG(M m) {
    return newG(m, 2048);
  }

  G newG(M m, int bytes) {
    G g = m.systemstack(() -> dead.malg(m, gs.size() + 1L, bytes));
    g.cas(GStatus.DEAD, GStatus.RUNNABLE);
    gs.add(g);
    return g;
  }

  /** Phase MARK with the root jobs laid out. */
  void startMark() {
    lab.startMark();
    totals.reset();
    roots.prepare(List.of(globals), gs);
  }

  /** Marks until nothing is left. */
  void drain(M m) {
    m.systemstack(() -> drain.gcDrain(m, DrainMode.DEDICATED));
  }

  /** Ends marking with all works disposed, and sweeps everything. */
  void endCycle(M m) {
    for (GcWork work : works) {
      work.dispose();
    }
    objects.resetLive(totals.bytesMarked());
    lab.startSweep(m);
    bufs.prepareFreeWorkbufs();
    lab.finishSweep(m);
  }

  void cycle(M m) {
    startMark();
    drain(m);
    endCycle(m);
  }

  boolean isMarked(long object) {
    return objects.map().find(object).isMarked(objects.map().find(object).indexOf(object));
  }
}
