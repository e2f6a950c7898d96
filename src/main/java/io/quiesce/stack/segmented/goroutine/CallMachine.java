package io.quiesce.stack.segmented.goroutine;

import io.quiesce.phase.SystemStack;
import io.quiesce.stack.segmented.Defer;
import io.quiesce.stack.segmented.GStatus;
import io.quiesce.stack.segmented.SegmentAllocator;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentException;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.SegmentedM;
import io.quiesce.stack.segmented.block.SegmentMemory;
import java.util.List;

/**
 * What compiled code does to the stack: call, prologue, return, deferred calls, recovery, end.
 *
 * <p>A call writes the arguments into the caller's frame, pushes the return address and runs the
 * callee's prologue, which compares the stack pointer with the guard and asks for more stack until
 * the frame fits. A return to the address of lessstack or goexit leads to the older segment or to
 * the end of the goroutine.
 *
 * <p>All operations but {@link #resume} work on the current goroutine of the M and are called by
 * its thread; memory is accessed plainly.
 */
public final class CallMachine {
  private static final int WORD = 8;

  /** Arguments of a first function must leave this much of a fixed stack. */
  private static final int START_ROOM = 1024;

  private final SegmentAllocator allocator;
  private final SegmentMemory memory;
  private final FuncTable funcs;
  private final Traceback traceback;
  private final StackGrower grower;
  private final FreeGs freeGs;

  CallMachine(
      SegmentAllocator allocator,
      FuncTable funcs,
      Traceback traceback,
      StackGrower grower,
      FreeGs freeGs) {
    this.allocator = allocator;
    this.memory = allocator.memory();
    this.funcs = funcs;
    this.traceback = traceback;
    this.grower = grower;
    this.freeGs = freeGs;
  }

  static SegmentedG current(SegmentedM m, String operation) {
    SegmentedG gp = m.curg();
    if (gp == null) {
      throw new SegmentException(operation + ": " + m + " runs no goroutine; execute one first");
    }
    return gp;
  }

  void requireStartable(Func entry, long... args) {
    funcs.entry(entry);
    if (args.length != entry.args()
        || entry.argBytes() > allocator.config().fixedStack() - START_ROOM) {
      throw new SegmentException(
          "newproc: "
              + args.length
              + " arguments for "
              + entry
              + ", which takes "
              + entry.args()
              + "; they must fit into the first stack");
    }
  }

  /** Sets up a goroutine that owns an unused stack to enter {@code entry}. */
  void start(SegmentedG gp, Func entry, long... args) {
    long sp = gp.stackbase() - entry.argBytes();
    for (int i = 0; i < args.length; i++) {
      memory.putLong(sp + (long) i * WORD, args[i]);
    }
    memory.putLong(sp - WORD, FuncTable.GOEXIT);
    gp.sched().clear();
    gp.sched().sp = sp - WORD;
    gp.sched().pc = funcs.entry(entry);
  }

  /** Continues a goroutine, by entering its function if it stands before one. */
  CallOutcome resume(SegmentedM m, SegmentedG gp) {
    return funcs.inPrologue(gp.sched().pc) ? prologue(m, gp) : CallOutcome.ENTERED;
  }

  /**
   * Calls {@code f} with {@code args}.
   *
   * @return what it took; after PREEMPTED the M runs nothing, and the call goes on when the
   *     goroutine is executed again
   * @throws SegmentException if the arguments do not fit the function or the caller's frame
   * @throws io.quiesce.stack.segmented.StackLimitException if there is no more stack to be had; the
   *     call has not happened
   */
  public CallOutcome call(SegmentedM m, Func f, long... args) {
    SegmentedG gp = current(m, "call");
    Frame caller = traceback.top(gp);
    requireArguments(caller, f, args);
    long entry = funcs.entry(f);
    for (int i = 0; i < args.length; i++) {
      memory.putLong(caller.outAddress(i), args[i]);
    }
    memory.putLong(caller.sp() - WORD, caller.pc());
    gp.sched().sp = caller.sp() - WORD;
    gp.sched().pc = entry;
    try {
      return prologue(m, gp);
    } catch (IllegalStateException e) {
      // no stack for it: the stack may have moved meanwhile, but the call is undone
      gp.sched().sp += WORD;
      gp.sched().pc = caller.pc();
      throw e;
    }
  }

  private static void requireArguments(Frame caller, Func f, long... args) {
    if (args.length != f.args() || args.length > caller.func().outs()) {
      throw new SegmentException(
          "call: "
              + args.length
              + " arguments from "
              + caller.func()
              + ", which has room for "
              + caller.func().outs()
              + ", to "
              + f
              + ", which takes "
              + f.args());
    }
  }

  private CallOutcome prologue(SegmentedM m, SegmentedG gp) {
    Func f = funcs.find(gp.sched().pc);
    CallOutcome outcome = CallOutcome.ENTERED;
    // one read per round: the value that was compared is the one that newstack gets (B08)
    long guard = gp.stackguard0();
    while (needsMore(f, gp.sched().sp, guard)) {
      long seen = guard;
      CallOutcome step = m.ctx().systemstack(() -> grower.newstack(m, gp, f, seen));
      if (step == CallOutcome.PREEMPTED) {
        gp.requireStatus("newstack", GStatus.RUNNING, GStatus.RUNNABLE);
        m.setCurg(null);
        return step;
      }
      outcome = step == CallOutcome.ENTERED ? outcome : step;
      guard = gp.stackguard0();
    }
    gp.sched().sp -= f.frameBytes();
    gp.sched().pc = funcs.body(f);
    memory.clear(gp.sched().sp, f.frameBytes());
    return outcome;
  }

  /** The comparison in the prologue: unsigned, since a preemption request is a huge guard. */
  private static boolean needsMore(Func f, long sp, long guard) {
    int beyond = Math.max(0, f.frameBytes() - SegmentConfig.STACK_SMALL);
    return Long.compareUnsigned(sp - beyond, guard) <= 0;
  }

  /**
   * Returns from the current function.
   *
   * @throws SegmentException if it has deferred calls that have not run
   */
  public ReturnOutcome ret(SegmentedM m) {
    SegmentedG gp = current(m, "ret");
    Frame frame = traceback.top(gp);
    Defer pending = gp.defers().peek();
    if (pending != null && pending.argp == frame.sp()) {
      throw new SegmentException("ret: " + frame.func() + " of " + gp + " has deferred calls left");
    }
    long pc = memory.getLong(frame.returnAddress());
    if (pc == FuncTable.GOEXIT) {
      exit(m);
      return ReturnOutcome.EXITED;
    }
    gp.sched().sp = frame.argp();
    if (pc == FuncTable.LESSSTACK) {
      m.ctx().systemstack(() -> grower.oldstack(m, gp, 0));
      return ReturnOutcome.OLD_SEGMENT;
    }
    gp.sched().pc = pc;
    return ReturnOutcome.SAME_SEGMENT;
  }

  /** Defers a call of the closure at {@code fn} to the end of the current function. */
  public void defer(SegmentedM m, long fn) {
    SegmentedG gp = current(m, "defer");
    gp.defers().push(new Defer(gp.sched().sp, fn));
  }

  /** Takes the last deferred call of the current function, or null when none is left. */
  public Defer deferreturn(SegmentedM m) {
    SegmentedG gp = current(m, "deferreturn");
    Defer d = gp.defers().peek();
    return d != null && d.argp == gp.sched().sp ? gp.defers().pop() : null;
  }

  /**
   * Goes on in an older frame of the current goroutine, as after a recovered panic: younger frames,
   * their deferred calls and their segments are gone.
   *
   * @throws SegmentException if {@code frame} is no frame of it; nothing changes
   */
  public void recoverTo(SegmentedM m, Frame frame) {
    SegmentedG gp = current(m, "recoverTo");
    List<Frame> frames = traceback.all(gp);
    int index = frames.indexOf(frame);
    if (index < 0) {
      throw new SegmentException("recoverTo: " + frame + " is no frame of " + gp);
    }
    List<Long> left = frames.subList(index, frames.size()).stream().map(Frame::sp).toList();
    m.ctx().systemstack(() -> grower.unwindstack(m, gp, frame.sp()));
    while (!gp.defers().isEmpty() && !left.contains(gp.defers().peek().argp)) {
      gp.defers().pop();
    }
    gp.sched().sp = frame.sp();
    gp.sched().pc = frame.pc();
  }

  /** Ends the current goroutine, wherever it is: frees its segments, keeps it for reuse. */
  public void exit(SegmentedM m) {
    SegmentedG gp = current(m, "exit");
    m.ctx().systemstack(() -> goexit0(m, gp));
  }

  @SystemStack
  private void goexit0(SegmentedM m, SegmentedG gp) {
    m.ctx().requireSystemStack("goexit0");
    freeGs.requireP(m, "exit");
    gp.requireStatus("exit", GStatus.RUNNING, GStatus.DEAD);
    m.setCurg(null);
    gp.defers().clear();
    gp.setIspanic(false);
    gp.setPanicwrap(0);
    grower.unwindstack(m, gp, 0);
    gp.sched().clear();
    freeGs.gfput(m, gp);
  }

  /** The current frame. */
  public Frame frame(SegmentedM m) {
    return traceback.top(current(m, "frame"));
  }

  /** The word at {@code addr}, which must belong to the caller. */
  public long load(long addr) {
    return memory.getLong(addr);
  }

  /** Stores a word at {@code addr}, which must belong to the caller. */
  public void store(long addr, long value) {
    memory.putLong(addr, value);
  }
}
