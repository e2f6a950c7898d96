package io.quiesce.gc.object;

import io.quiesce.gc.object.span.ObjectLayout;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;

/** An object heap with a few Ps for a test, and a cycle without a marker: the test marks. */
public final class ObjectLab {
  /** One word, no pointer. */
  public static final ObjectLayout WORD = new ObjectLayout("word", 1);

  /** Four words; 0 and 2 are pointers. */
  public static final ObjectLayout NODE = new ObjectLayout("node", 4, 0, 2);

  /** One word, a pointer: arrays of it are arrays of pointers. */
  public static final ObjectLayout POINTER = new ObjectLayout("pointer", 1, 0);

  public final PhaseGate gate;
  public final PageHeap pages;
  public final Sched sched;
  public final ObjectHeap objects;

  private ObjectLab(int procs, int chunks, MemoryMode mode, AllocHook hook) {
    gate = new PhaseGate(procs);
    long bytes = (long) chunks * HeapAddress.CHUNK_BYTES;
    pages = new PageHeap(new HeapConfig(bytes, procs, 512, mode), gate);
    sched = new Sched(procs);
    objects = new ObjectHeap(pages, hook);
  }

  /** Two Ps, 16 MiB of memory that reveals writes after free. */
  public static ObjectLab poisoned() {
    return new ObjectLab(2, 4, MemoryMode.POISON, AllocHook.NONE);
  }

  /** {@code procs} Ps, 16 MiB of memory that reveals writes after free. */
  public static ObjectLab poisoned(int procs) {
    return new ObjectLab(procs, 4, MemoryMode.POISON, AllocHook.NONE);
  }

  /** Two Ps, {@code chunks} times 4 MiB of real bytes. */
  public static ObjectLab real(int chunks) {
    return new ObjectLab(2, chunks, MemoryMode.REAL, AllocHook.NONE);
  }

  /** Two Ps, 16 MiB of memory that reveals writes after free, and a hook. */
  public static ObjectLab with(AllocHook hook) {
    return new ObjectLab(2, 4, MemoryMode.POISON, hook);
  }

  /** An M on a user stack that runs P {@code pid}. */
  public M m(int pid) {
    return sched.newM(pid);
  }

  /** Marks the object at {@code addr}, as a marker would. */
  public boolean mark(long addr) {
    ObjectSpan span = objects.map().find(addr);
    return span.tryMark(span.indexOf(addr));
  }

  /** Whether an object is allocated at exactly {@code addr}. */
  public boolean isAllocated(long addr) {
    ObjectSpan span = objects.map().find(addr);
    return span != null
        && span.indexOf(addr) < span.objects()
        && span.isAllocated(span.indexOf(addr))
        && span.addressOf(span.indexOf(addr)) == addr;
  }

  /** Phase MARK; what is to survive must be marked before {@link #startSweep}. */
  public void startMark() {
    objects.sweeper().requireSwept();
    gate.startMark();
  }

  /** From MARK to OFF, with a sweep begun; the caches are stale. */
  public void startSweep(M m) {
    gate.startTermination();
    gate.finish();
    m.systemstack(() -> objects.sweeper().start(m));
  }

  /** Flushes the cache of each idle P and of the M's own, and sweeps everything. */
  public void finishSweep(M m) {
    m.systemstack(() -> flushAll(m));
    objects.sweeper().finish(m);
  }

  private void flushAll(M m) {
    objects.prepareForSweep(m, m.p());
    for (int pid = 0; pid < sched.procs(); pid++) {
      if (sched.tryClaim(m, sched.p(pid))) {
        objects.prepareForSweep(m, sched.p(pid));
        sched.unclaim(m, sched.p(pid));
      }
    }
  }

  /** A whole cycle in which exactly {@code live} survive. */
  public void cycle(M m, long... live) {
    startMark();
    for (long addr : live) {
      mark(addr);
    }
    startSweep(m);
    finishSweep(m);
  }
}
