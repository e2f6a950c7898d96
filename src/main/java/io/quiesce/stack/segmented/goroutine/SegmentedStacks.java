package io.quiesce.stack.segmented.goroutine;

import io.quiesce.heap.PageHeap;
import io.quiesce.phase.ExecutionContext;
import io.quiesce.stack.segmented.Defer;
import io.quiesce.stack.segmented.GStatus;
import io.quiesce.stack.segmented.SegmentAllocator;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentException;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.SegmentedM;
import io.quiesce.stack.segmented.block.TreiberStack;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Goroutines on segmented stacks: make them, run them, and look at them.
 *
 * <p>An M runs one goroutine at a time, which it took with {@link #execute}; calls, returns and the
 * end happen through {@link CallMachine}. Operations name the M and are called by its thread.
 * {@link #ready}, {@link #preempt} and {@link #shrink} work on goroutines of others.
 */
public final class SegmentedStacks {
  private final SegmentAllocator allocator;
  private final Traceback traceback;
  private final FreeGs freeGs;
  private final StackGrower grower;
  private final StackShrinker shrinker;
  private final CallMachine machine;
  private final AtomicLong goidgen = new AtomicLong();
  private final TreiberStack<SegmentedG> allgs = new TreiberStack<>();
  private final TreiberStack<SegmentedM> allms = new TreiberStack<>();

  /** Stacks over {@code heap} for the program {@code funcs}. */
  public SegmentedStacks(SegmentConfig config, PageHeap heap, FuncTable funcs) {
    allocator = new SegmentAllocator(config, heap);
    traceback = new Traceback(funcs, allocator.memory(), allocator.stktop());
    StackCopier copier = new StackCopier(allocator, traceback);
    grower = new StackGrower(allocator, copier);
    shrinker = new StackShrinker(allocator, copier);
    freeGs = new FreeGs(allocator);
    machine = new CallMachine(allocator, funcs, traceback, grower, freeGs);
  }

  /** Makes the M that runs as {@code ctx}. Any thread. */
  public SegmentedM newM(ExecutionContext ctx) {
    SegmentedM m = new SegmentedM(ctx);
    allms.push(m);
    return m;
  }

  /** Makes a goroutine with a stack of {@code size} bytes, from either kind of stack. */
  public SegmentedG malg(SegmentedM m, long size) {
    SegmentedG gp = new SegmentedG(goidgen.incrementAndGet());
    freeGs.giveStack(m, gp, size);
    allgs.push(gp);
    return gp;
  }

  /**
   * Makes a goroutine, reusing a dead one if there is one, that will run {@code entry}.
   *
   * @throws SegmentException if the arguments are not those of the function, or too many
   */
  public SegmentedG newproc(SegmentedM m, Func entry, long... args) {
    machine.requireStartable(entry, args);
    SegmentedG gp = freeGs.gfget(m);
    if (gp == null) {
      gp = malg(m, allocator.config().fixedStack());
    }
    machine.start(gp, entry, args);
    gp.requireStatus("newproc", gp.status(), GStatus.RUNNABLE);
    return gp;
  }

  /**
   * Makes {@code m} run {@code gp}, which is runnable.
   *
   * @return PREEMPTED if it yielded again at the function that it was to enter
   */
  public CallOutcome execute(SegmentedM m, SegmentedG gp) {
    if (m.curg() != null) {
      throw new SegmentException("execute: " + m + " runs " + m.curg());
    }
    leaveRest("execute", gp, GStatus.RUNNABLE, GStatus.RUNNING);
    m.setCurg(gp);
    return machine.resume(m, gp);
  }

  /** The code that the current goroutine of an M runs: calls, returns, slots of frames. */
  public CallMachine machine() {
    return machine;
  }

  /** Makes the current goroutine wait for {@link #ready}. */
  public void park(SegmentedM m) {
    rest(m, "park", GStatus.WAITING);
  }

  /** Makes the current goroutine wait for an M. */
  public void gosched(SegmentedM m) {
    rest(m, "gosched", GStatus.RUNNABLE);
  }

  private void rest(SegmentedM m, String operation, GStatus to) {
    SegmentedG gp = CallMachine.current(m, operation);
    gp.requireStatus(operation, GStatus.RUNNING, to);
    m.setCurg(null);
  }

  /** Makes a waiting goroutine runnable. Any thread. */
  public void ready(SegmentedG gp) {
    leaveRest("ready", gp, GStatus.WAITING, GStatus.RUNNABLE);
  }

  /** Waits out an M that shrinks the stack; that is bounded, as in Go's casgstatus. */
  private static void leaveRest(String operation, SegmentedG gp, GStatus from, GStatus to) {
    while (!gp.tryStatus(from, to)) {
      GStatus now = gp.status();
      if (now != from && now != GStatus.COPYSTACK) {
        throw new SegmentException(operation + " needs status " + from + ", but this is " + gp);
      }
      Thread.onSpinWait();
    }
  }

  /** The current goroutine goes into a system call; its stack must stay where it is. */
  public void entersyscall(SegmentedM m) {
    CallMachine.current(m, "entersyscall")
        .requireStatus("entersyscall", GStatus.RUNNING, GStatus.SYSCALL);
  }

  /** The current goroutine comes back from a system call. */
  public void exitsyscall(SegmentedM m) {
    CallMachine.current(m, "exitsyscall")
        .requireStatus("exitsyscall", GStatus.SYSCALL, GStatus.RUNNING);
  }

  /** Asks {@code gp} to yield at its next call. Any thread. */
  public void preempt(SegmentedG gp) {
    gp.requestPreempt();
  }

  /**
   * Shrinks the stack of {@code gp} if it rests, or if {@code m} runs it.
   *
   * @return NONE also if another M owns it
   */
  public ShrinkOutcome shrink(SegmentedM m, SegmentedG gp) {
    if (m.curg() == gp) {
      return m.ctx().systemstack(() -> shrinker.shrinkstack(m, gp));
    }
    for (GStatus rest : List.of(GStatus.WAITING, GStatus.RUNNABLE)) {
      if (gp.tryStatus(rest, GStatus.COPYSTACK)) {
        try {
          return m.ctx().systemstack(() -> shrinker.shrinkstack(m, gp));
        } finally {
          gp.requireStatus("shrink", GStatus.COPYSTACK, rest);
        }
      }
    }
    return ShrinkOutcome.NONE;
  }

  /** Sets the most bytes of stack that a goroutine may have; returns the old limit. Any thread. */
  public long setMaxStack(long bytes) {
    return grower.setMaxStack(bytes);
  }

  /** The frames of {@code gp}, the youngest first. For its owner. */
  public List<Frame> frames(SegmentedG gp) {
    return traceback.all(gp);
  }

  /** The deferred calls of {@code gp}, the last one first. For its owner. */
  public List<Defer> defers(SegmentedG gp) {
    return List.copyOf(gp.defers());
  }

  /** Where segments come from. */
  public SegmentAllocator allocator() {
    return allocator;
  }

  /** All goroutines that were ever made, the last one first. */
  public List<SegmentedG> allgs() {
    return allgs.items();
  }

  /** All Ms that were ever made, the last one first. */
  public List<SegmentedM> allms() {
    return allms.items();
  }

  /** The goroutines that wait to be used again. For oracles, while nothing runs. */
  public List<SegmentedG> freeGs() {
    return freeGs.all();
  }
}
