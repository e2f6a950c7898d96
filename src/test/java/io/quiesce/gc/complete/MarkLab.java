package io.quiesce.gc.complete;

import io.quiesce.gc.work.GcWork;
import io.quiesce.gc.work.WorkBufShape;
import io.quiesce.gc.work.WorkBufs;
import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.oracle.ShadowWork;
import io.quiesce.oracle.WorkOracle;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A collector in small: a tree of items, item i refers to 2i and 2i + 1; each root job makes one
 * item grey. The completion, the buffers and the scheduler are the product's.
 */
final class MarkLab implements Ending, WorkerStarts {
  final Sched sched;
  final PageHeap heap;
  final WorkBufs bufs;
  final GcWork[] works;
  final RootJobs roots = new RootJobs();
  final AtomicInteger completed = new AtomicInteger();
  final AtomicInteger suspended = new AtomicInteger();
  final AtomicInteger started = new AtomicInteger();
  final GcWorkSources sources;
  final MarkCompletion completion;
  final int items;
  volatile ShadowWork shadow;
  RuntimeException violation;

  MarkLab(int procs, int items, Function<MarkLab, MarkCompletion> protocol) {
    this.items = items;
    sched = new Sched(procs);
    heap = new PageHeap(HeapConfig.tiny(procs), new PhaseGate(procs));
    bufs = new WorkBufs(heap, 512, new WorkBufShape(6, 16));
    works = new GcWork[procs];
    for (int pid = 0; pid < procs; pid++) {
      works[pid] = new GcWork(bufs, pid);
    }
    sources = new GcWorkSources(bufs, roots, works, GcWorkSources.BarrierBuffers.none());
    completion = protocol.apply(this);
  }

  static MarkCompletion ragged(MarkLab lab) {
    return new RaggedBarrierCompletion(lab.sched, lab.sources, lab);
  }

  static MarkCompletion twoStep(MarkLab lab) {
    return new TwoStepCompletion(lab.sched, lab.sources, lab, lab);
  }

  /** Opens a cycle whose only root is item 1. */
  void start() {
    shadow = new ShadowWork(items);
    suspended.set(0);
    roots.prepare(1);
    completion.start(sched.procs());
  }

  /** Makes an item grey in the buffers of the M's P, once. */
  void shade(M m, int item) {
    if (item <= items && shadow.made(item)) {
      works[m.pid()].put(m, item);
    }
  }

  /** Enters, scans at most {@code most} items, leaves, and decides if told to. */
  Outcome assist(M m, int most) {
    m.enterSystemStack();
    boolean candidate;
    try {
      if (!completion.tryEnter(m)) {
        return Outcome.COMPLETED;
      }
      drain(m, most);
      candidate = completion.leave(m);
    } finally {
      m.leaveSystemStack();
    }
    return candidate ? completion.markDone(m) : Outcome.NOT_DONE;
  }

  private void drain(M m, int most) {
    GcWork work = works[m.pid()];
    for (int i = 0; i < most; i++) {
      if (roots.claim() != RootJobs.NONE) {
        shade(m, 1);
      }
      if (bufs.isFullEmpty()) {
        work.balance(m);
      }
      int item = (int) work.tryGet(m);
      if (item == 0) {
        return;
      }
      shade(m, 2 * item);
      shade(m, 2 * item + 1);
      shadow.done(item);
    }
  }

  @Override
  @SystemStack
  public void worldStopped(M m) {
    try {
      completed.getAndIncrement();
      shadow.requireNoneLeft();
      roots.requireAllClaimed();
      if (completion.blackenEnabled() || completion.nwait() != completion.nproc()) {
        throw new IllegalStateException("C10: somebody takes part, " + completion);
      }
      for (int pid = 0; pid < works.length; pid++) {
        works[pid].dispose();
      }
      WorkOracle.checkAfterCycle(heap, bufs, works);
    } catch (RuntimeException e) {
      violation = e;
    }
  }

  @Override
  public void worldStarted(M m) {
    started.getAndIncrement();
  }

  @Override
  public void suspend() {
    suspended.getAndIncrement();
  }

  @Override
  public void resume() {
    suspended.getAndDecrement();
  }

  void rethrow() {
    if (violation != null) {
      throw violation;
    }
  }
}
