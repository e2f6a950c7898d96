package io.quiesce.bench;

import io.quiesce.gc.complete.Participants;
import io.quiesce.gc.work.GcWork;
import io.quiesce.gc.work.WorkBuf;
import io.quiesce.gc.work.WorkBufs;
import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the marker pays apart from marking, in nanoseconds: taking part, moving a buffer, moving a
 * pointer. One word and one list for all threads: with one thread nobody is in the way.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class MarkCosts {
  /** What all threads share. */
  @State(Scope.Benchmark)
  public static class Shared {
    private static final int PROCS = 8;

    final Participants participants = new Participants();
    final Sched sched = new Sched(PROCS);
    final PageHeap heap = new PageHeap(HeapConfig.tiny(PROCS), new PhaseGate(PROCS));
    final WorkBufs bufs = new WorkBufs(heap, 1024);

    /** Opens marking. */
    @Setup
    public void start() {
      participants.start(Participants.MAX_PROC);
    }
  }

  private M m;
  private GcWork work;
  private WorkBuf full;

  /** A P of its own, and a buffer with one pointer. */
  @Setup
  public void own(Shared shared) {
    m = shared.sched.newM();
    m.acquireAnyP();
    work = new GcWork(shared.bufs, m.pid());
    work.put(m, 1);
    work.dispose();
    full = shared.bufs.trygetfull();
  }

  /** Takes part and leaves. */
  @Benchmark
  public long enterLeave(Shared shared) {
    return shared.participants.tryEnter() ? shared.participants.leave() : 0;
  }

  /** Takes an empty buffer and puts it back. */
  @Benchmark
  public WorkBuf emptyBufferPair(Shared shared) {
    WorkBuf b = shared.bufs.getempty(m);
    shared.bufs.putempty(b);
    return b;
  }

  /** Puts a buffer on the full list and takes one. */
  @Benchmark
  public WorkBuf fullBufferPair(Shared shared) {
    shared.bufs.putfull(full);
    full = shared.bufs.trygetfull();
    while (full == null) {
      full = shared.bufs.trygetfull();
    }
    return full;
  }

  /** Puts a pointer into the buffers of the P and takes it. */
  @Benchmark
  public long pointerPair() {
    work.put(m, 1);
    return work.tryGet(m);
  }
}
