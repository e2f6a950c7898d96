package io.quiesce.gc;

import io.quiesce.gc.assist.AssistDrain;
import io.quiesce.gc.assist.Participation;
import io.quiesce.gc.complete.Ending;
import io.quiesce.gc.complete.GcWorkSources;
import io.quiesce.gc.complete.MarkCompletion;
import io.quiesce.gc.complete.Outcome;
import io.quiesce.gc.complete.RaggedBarrierCompletion;
import io.quiesce.gc.complete.RootJobs;
import io.quiesce.gc.complete.TwoStepCompletion;
import io.quiesce.gc.complete.WorkerStarts;
import io.quiesce.gc.mark.CreditSink;
import io.quiesce.gc.mark.Drain;
import io.quiesce.gc.mark.DrainMode;
import io.quiesce.gc.mark.Finalizers;
import io.quiesce.gc.mark.GcProgram;
import io.quiesce.gc.mark.Globals;
import io.quiesce.gc.mark.Marker;
import io.quiesce.gc.mark.Roots;
import io.quiesce.gc.mark.WriteBarrier;
import io.quiesce.gc.object.ObjectHeap;
import io.quiesce.gc.work.GcWork;
import io.quiesce.gc.work.MarkTotals;
import io.quiesce.gc.work.WorkBufs;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.stack.goroutine.FreeGoroutines;
import io.quiesce.stack.goroutine.GoroutineStacks;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts that mark, put together: work buffers, roots, drain, write barrier, and the decision
 * that marking is over.
 */
final class Marking implements Participation, AssistDrain {
  private static final int MAX_BUFS = 1 << 14;
  private static final int GLOBAL_WORDS = 64;
  private static final int WORK_SPAN_BYTES = 32 << 10;

  private final Sched sched;
  private final WorkBufs bufs;
  private final MarkTotals totals = new MarkTotals();
  private final GcWork[] works;
  private final RootJobs rootJobs = new RootJobs();
  private final Globals globals =
      new Globals("data", GcProgram.builder().literal(true).repeat(1, GLOBAL_WORDS - 1L).build());
  private final Roots roots;
  private final Drain drain;
  private final WriteBarrier barrier;
  private final GcWorkSources sources;
  private MarkCompletion completion;

  /**
   * The parts.
   *
   * @param credit gets the work of background workers
   * @param enlist called when work became visible to others
   */
  Marking(
      Sched sched,
      ObjectHeap objects,
      GoroutineStacks stacks,
      FreeGoroutines dead,
      CreditSink credit,
      Runnable enlist) {
    this.sched = sched;
    bufs = new WorkBufs(objects.pages(), MAX_BUFS);
    works = new GcWork[sched.procs()];
    for (int pid = 0; pid < works.length; pid++) {
      works[pid] = new GcWork(bufs, pid, totals, flushed -> enlist.run());
    }
    Marker marker = new Marker(objects);
    barrier = new WriteBarrier(marker, works);
    Finalizers finalizers = new Finalizers(marker, works, barrier);
    roots = new Roots(rootJobs, marker, finalizers, stacks, dead, sched);
    drain = new Drain(marker, roots, bufs, works, credit);
    sources = new GcWorkSources(bufs, rootJobs, works, GcWorkSources.BarrierBuffers.none());
  }

  /** Chooses how the end is decided; once, before the first cycle. */
  MarkCompletion decideBy(Protocol protocol, WorkerStarts starts, Ending ending) {
    completion =
        switch (protocol) {
          case TWO_STEP -> new TwoStepCompletion(sched, sources, starts, ending);
          case RAGGED -> new RaggedBarrierCompletion(sched, sources, ending);
        };
    return completion;
  }

  /** Lays out the roots of a cycle and opens marking; the world is stopped, the phase is MARK. */
  void open(List<G> goroutines) {
    totals.reset();
    roots.prepare(List.of(globals), goroutines);
    completion.start(sched.procs());
  }

  /** What a background worker does. */
  @SystemStack
  void drainUntilPreempted(M m) {
    drain.gcDrain(m, DrainMode.PREEMPTIBLE);
  }

  @Override
  @SystemStack
  public long gcDrainN(M m, long scanWork) {
    return drain.gcDrainN(m, scanWork);
  }

  /**
   * Marks what is left when marking was closed, with the world stopped (Go: {@code gcMark}).
   * Two-step completion leaves what write barriers shaded after its flush; the ragged barrier
   * leaves nothing.
   *
   * @throws IllegalStateException if something is left all the same (P6)
   */
  @SystemStack
  void finish(M m) {
    rootJobs.requireAllClaimed();
    disposeAll(m);
    drain.gcDrain(m, DrainMode.TERMINATION);
    disposeAll(m);
    List<String> left = left();
    if (!left.isEmpty()) {
      throw new IllegalStateException("gcMark: work is left after termination: " + left);
    }
  }

  @SystemStack
  private void disposeAll(M m) {
    for (int pid = 0; pid < works.length; pid++) {
      sources.flush(m, sched.p(pid));
      boolean unused = works[pid].takeFlushedWork();
    }
  }

  /** Grey objects, unclaimed jobs and participants, as text; empty if there are none. */
  List<String> left() {
    List<String> left = new ArrayList<>();
    if (!bufs.isFullEmpty()) {
      left.add(bufs.fullBufs().size() + " full buffers");
    }
    for (GcWork work : works) {
      if (!work.empty()) {
        left.add(work.toString());
      }
    }
    if (rootJobs.available()) {
      left.add(rootJobs.toString());
    }
    if (completion.nwait() != completion.nproc()) {
      left.add(completion.toString());
    }
    return left;
  }

  /** Whether there is work for the owner of P {@code pid}; for anybody if it is negative. */
  boolean hasWork(int pid) {
    return (pid >= 0 && !works[pid].empty()) || sources.globalWork();
  }

  /** The work of a P, for its owner. */
  GcWork work(int pid) {
    return works[pid];
  }

  WorkBufs bufs() {
    return bufs;
  }

  MarkTotals totals() {
    return totals;
  }

  Globals globals() {
    return globals;
  }

  WriteBarrier barrier() {
    return barrier;
  }

  /** Bytes of all spans that were taken for work buffers. */
  long spanBytes() {
    return (long) (bufs.busySpans().size() + bufs.freeSpans().size()) * WORK_SPAN_BYTES;
  }

  @Override
  @SystemStack
  public boolean tryEnter(M m) {
    return completion.tryEnter(m);
  }

  @Override
  @SystemStack
  public boolean leave(M m) {
    return completion.leave(m);
  }

  @Override
  public void markDone(M m) {
    Outcome unused = completion.markDone(m);
  }

  @Override
  public boolean blackenEnabled() {
    return completion.blackenEnabled();
  }

  @Override
  public String toString() {
    return completion
        + ", "
        + rootJobs
        + ", full list "
        + (bufs.isFullEmpty() ? "empty" : "not empty");
  }
}
