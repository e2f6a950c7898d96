package io.quiesce.stack.segmented.goroutine;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.SegmentedM;
import java.util.List;
import java.util.stream.IntStream;

/** A heap, Ms with a P each, and a program: what the tests of the segmented stacks need. */
public final class Segments {
  /**
   * The entry of goroutines: 4 locals, the first two of which are pointers; 4 words for callees.
   */
  public static final Func MAIN = Func.go("main", 4, 4, 0).withLocalPointers(0, 1);

  /** 96 bytes of frame, 2 arguments of which the first is a pointer. */
  public static final Func SMALL =
      Func.go("small", 8, 4, 2).withLocalPointers(0, 1).withArgPointers(0);

  /** 1 KiB of frame. */
  public static final Func LARGE = Func.go("large", 124, 4, 0).withLocalPointers(0, 123);

  /** 3 KiB of frame. */
  public static final Func HUGE = Func.go("huge", 380, 4, 0).withLocalPointers(0);

  /** A C function with 1 KiB of frame and 2 arguments. */
  public static final Func C = Func.c("c", 124, 4, 2);

  /** More arguments than fit into a first stack. */
  public static final Func GREEDY = Func.go("greedy", 0, 0, 400);

  public final PhaseGate gate;
  public final PageHeap heap;
  public final SegmentedStacks stacks;
  public final CallMachine machine;
  public final List<SegmentedM> ms;
  public final SegmentedM m;

  public Segments(SegmentConfig config) {
    this(config, MemoryMode.POISON);
  }

  public Segments(SegmentConfig config, MemoryMode memory) {
    int procs = config.procs();
    gate = new PhaseGate(procs);
    heap = new PageHeap(new HeapConfig(16L << 20, procs, 512, memory), gate);
    FuncTable funcs = new FuncTable(List.of(MAIN, SMALL, LARGE, HUGE, C, GREEDY));
    stacks = new SegmentedStacks(config, heap, funcs);
    machine = stacks.machine();
    Sched sched = new Sched(procs);
    ms = IntStream.range(0, procs).mapToObj(i -> stacks.newM(withP(sched, i))).toList();
    m = ms.get(0);
  }

  private static M withP(Sched sched, int p) {
    M m = sched.newM();
    m.acquirep(sched.p(p));
    return m;
  }

  /** A goroutine that runs {@link #MAIN} on the first M. */
  public SegmentedG running() {
    SegmentedG gp = stacks.newproc(m, MAIN);
    stacks.execute(m, gp);
    return gp;
  }

  /** Calls {@code f} with zero arguments {@code times} times, each from the one before. */
  public void call(Func f, int times) {
    for (int i = 0; i < times; i++) {
      machine.call(m, f, new long[f.args()]);
    }
  }

  /** Returns {@code times} times. */
  public void ret(int times) {
    for (int i = 0; i < times; i++) {
      machine.ret(m);
    }
  }

  /** Calls until the top segment of the current goroutine has at least {@code bytes}. */
  public int growTo(long bytes) {
    int calls = 0;
    while (m.curg().segmentSize() < bytes) {
      machine.call(m, LARGE);
      calls++;
    }
    return calls;
  }
}
