package io.quiesce.stack.segmented.goroutine;

import io.quiesce.phase.SystemStack;
import io.quiesce.stack.segmented.GStatus;
import io.quiesce.stack.segmented.Gobuf;
import io.quiesce.stack.segmented.SegmentAllocator;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentException;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.SegmentedM;
import io.quiesce.stack.segmented.StackLimitException;
import io.quiesce.stack.segmented.Stktop;
import io.quiesce.stack.segmented.block.SegmentMemory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * More stack for a call, and back again (Go 2014: {@code newstack}, {@code oldstack}, {@code
 * unwindstack}).
 *
 * <h2>Protocol of newstack</h2>
 *
 * <ol>
 *   <li>The goroutine is at the first instruction of the callee; its return address is pushed.
 *   <li>If the guard that the prologue read was a preemption request: yield, or put the guard back
 *       and go on where the goroutine may not yield.
 *   <li>If all frames of the top segment can move: move it to one of twice the size.
 *   <li>Otherwise allocate a segment for the frame, its arguments and 2048 bytes more; the record
 *       remembers the older segment; copy the arguments; push the address of lessstack.
 *   <li>Before either, compare the total that the goroutine will own with the limit (O6). Go
 *       allocates first and compares then; but there an overflow ends the process.
 * </ol>
 *
 * <p>All accesses to the goroutine are plain; the limit is one atomic long, read opaque: it is
 * compared once a growth, and nothing comes with it.
 */
final class StackGrower {
  private static final int WORD = 8;

  private final SegmentAllocator allocator;
  private final SegmentMemory memory;
  private final Stktop stktop;
  private final StackCopier copier;
  private final AtomicLong maxstacksize;

  StackGrower(SegmentAllocator allocator, StackCopier copier) {
    this.allocator = allocator;
    this.memory = allocator.memory();
    this.stktop = allocator.stktop();
    this.copier = copier;
    maxstacksize = new AtomicLong(allocator.config().maxStack());
  }

  /** Sets the limit in bytes and returns the old one (Go: {@code debug.SetMaxStack}). */
  long setMaxStack(long bytes) {
    return maxstacksize.getAndSet(bytes);
  }

  /**
   * Gives the goroutine room for the frame of {@code callee}, at whose entry it stands, or makes it
   * yield.
   *
   * @param guard what the prologue compared with; not read again, it may have changed (B08)
   * @return what happened; ENTERED if there was nothing to do
   * @throws StackLimitException if the total would exceed the limit
   */
  @SystemStack
  CallOutcome newstack(SegmentedM m, SegmentedG gp, Func callee, long guard) {
    m.ctx().requireSystemStack("newstack");
    requireCurrent(m, gp);
    if (guard == SegmentedG.STACK_PREEMPT) {
      gp.restoreGuard();
      boolean yields = gp.status() == GStatus.RUNNING && m.preemptible();
      return yields ? CallOutcome.PREEMPTED : CallOutcome.ENTERED;
    }
    if (allocator.config().copying() && copier.isCopyable(gp)) {
      long oldsize = gp.segmentSize();
      requireBelowLimit(gp, gp.stacksize() - oldsize + 2 * oldsize);
      copier.copystack(m, gp, 2 * oldsize);
      return CallOutcome.COPIED;
    }
    long size = segmentFor(callee);
    requireBelowLimit(gp, gp.stacksize() + size);
    newSegment(m, gp, callee, size);
    return CallOutcome.NEW_SEGMENT;
  }

  private static void requireCurrent(SegmentedM m, SegmentedG gp) {
    if (m.curg() != gp) {
      throw new SegmentException("newstack: " + m + " runs " + m.curg() + ", not " + gp);
    }
    if (gp.sched().sp < gp.lo()) {
      throw new SegmentException(
          "newstack: split stack overflow: sp 0x" + Long.toHexString(gp.sched().sp) + " of " + gp);
    }
  }

  private void requireBelowLimit(SegmentedG gp, long total) {
    long limit = maxstacksize.getOpaque();
    if (total > limit) {
      throw new StackLimitException(gp, total, limit);
    }
  }

  private long segmentFor(Func callee) {
    long bytes = (long) callee.frameBytes() + callee.argBytes() + SegmentConfig.STACK_EXTRA;
    return round2(Math.max(bytes, allocator.config().fixedStack()));
  }

  private static long round2(long bytes) {
    return bytes <= 1 ? 1 : Long.highestOneBit(bytes - 1) << 1;
  }

  @SystemStack
  private void newSegment(SegmentedM m, SegmentedG gp, Func callee, long size) {
    long lo = allocator.stackalloc(m, gp, size);
    long top = lo + size - Stktop.BYTES;
    long sp = gp.sched().sp;
    int argsize = callee.argBytes();

    Gobuf morebuf = new Gobuf();
    morebuf.sp = sp + WORD;
    morebuf.pc = memory.getLong(sp);
    stktop.setOlder(top, gp.stackguard(), gp.stackbase());
    stktop.saveGobuf(top, gp.goid(), morebuf);
    stktop.setArgs(top, morebuf.sp, argsize, gp.panicwrap());
    stktop.setPanic(top, isForPanic(gp, morebuf.sp));
    gp.setIspanic(false);
    gp.setPanicwrap(0);
    gp.enterSegment(lo, top);

    memory.copy(morebuf.sp, top - argsize, argsize);
    gp.sched().sp = top - argsize - WORD;
    memory.putLong(gp.sched().sp, FuncTable.LESSSTACK);
  }

  /** Go on for the panic that asked, or for one whose own segment was split in its first frame. */
  private boolean isForPanic(SegmentedG gp, long argp) {
    long top = gp.stackbase();
    return gp.ispanic()
        || (stktop.panic(top) && argp == top - stktop.argsize(top) - gp.panicwrap());
  }

  /**
   * Returns from the first function of the top segment to the older one: results and registers go
   * there, the top segment is freed.
   *
   * @throws SegmentException if there is no older segment
   */
  @SystemStack
  void oldstack(SegmentedM m, SegmentedG gp, long ret) {
    m.ctx().requireSystemStack("oldstack");
    long top = gp.stackbase();
    if (stktop.stackbase(top) == 0) {
      throw new SegmentException("oldstack: " + gp + " is in its first segment");
    }
    int argsize = stktop.argsize(top);
    memory.copy(top - argsize, stktop.argp(top), argsize);
    stktop.loadGobuf(top, gp.sched());
    gp.sched().ret = ret;
    gp.setPanicwrap(stktop.panicwrap(top));
    pop(m, gp);
  }

  /**
   * Frees segments until the one that contains {@code sp} is on top; all but the first if sp is 0.
   *
   * @throws SegmentException if no segment contains sp; nothing changes
   */
  @SystemStack
  void unwindstack(SegmentedM m, SegmentedG gp, long sp) {
    m.ctx().requireSystemStack("unwindstack");
    if (sp != 0) {
      requireOnStack(gp, sp);
    }
    while (stktop.stackbase(gp.stackbase()) != 0 && !(gp.lo() <= sp && sp <= gp.stackbase())) {
      pop(m, gp);
    }
  }

  private void requireOnStack(SegmentedG gp, long sp) {
    long lo = gp.lo();
    long top = gp.stackbase();
    while (top != 0 && !(lo <= sp && sp <= top)) {
      lo = stktop.stackguard(top) - SegmentConfig.STACK_GUARD;
      top = stktop.stackbase(top);
    }
    if (top == 0) {
      throw new SegmentException(
          "unwindstack: 0x" + Long.toHexString(sp) + " is in no segment of " + gp);
    }
  }

  /** Makes the older segment the top and frees the newer one, whose record is still read (O7). */
  @SystemStack
  private void pop(SegmentedM m, SegmentedG gp) {
    long lo = gp.lo();
    long top = gp.stackbase();
    gp.enterSegment(stktop.stackguard(top) - SegmentConfig.STACK_GUARD, stktop.stackbase(top));
    allocator.stackfree(m, gp, lo, top);
  }
}
