package io.quiesce.stack.segmented.goroutine;

import io.quiesce.phase.SystemStack;
import io.quiesce.stack.segmented.Defer;
import io.quiesce.stack.segmented.GStatus;
import io.quiesce.stack.segmented.SegmentAllocator;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentException;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.SegmentedM;
import io.quiesce.stack.segmented.Stktop;
import io.quiesce.stack.segmented.block.SegmentMemory;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Moves the top segment to a segment of another size (Go 2014: {@code copystack}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li>Check: not in a system call, the used part fits, no pointer slot holds a small number.
 *   <li>Allocate. gp.stacksize is now old + new; nobody may look at it until the end (O1, O6).
 *   <li>Remember the origin flag of the new record.
 *   <li>Add the distance to each pointer into the segment: in locals and arguments of its frames,
 *       in the context register, in deferred calls.
 *   <li>Copy the used part with the record. This overwrites the flag with the old segment's, so put
 *       the remembered one back (O2).
 *   <li>Make the new segment the top; stack0 follows if it was the first.
 *   <li>Free the old one, whose record is still whole (O7).
 * </ol>
 *
 * <p>All accesses are plain: the goroutine is owned, see {@link SegmentedG}.
 */
final class StackCopier {
  private final SegmentAllocator allocator;
  private final SegmentMemory memory;
  private final Stktop stktop;
  private final Traceback traceback;

  StackCopier(SegmentAllocator allocator, Traceback traceback) {
    this.allocator = allocator;
    this.memory = allocator.memory();
    this.stktop = allocator.stktop();
    this.traceback = traceback;
  }

  /** True if each frame of the top segment may move (Go: {@code copyabletopsegment}). */
  boolean isCopyable(SegmentedG gp) {
    return traceback.topSegment(gp).stream().allMatch(f -> f.func().copyable(f.inPrologue()));
  }

  /**
   * Moves the top segment to a new one of {@code newsize} bytes.
   *
   * @throws SegmentException if gp is in a system call, the frames do not fit, or a pointer is junk
   */
  @SystemStack
  void copystack(SegmentedM m, SegmentedG gp, long newsize) {
    m.ctx().requireSystemStack("copystack");
    List<Frame> frames = traceback.topSegment(gp);
    long oldlo = gp.lo();
    long oldtop = gp.stackbase();
    long used = gp.hi() - gp.sched().sp;
    requireMovable(gp, frames, newsize, used);

    long newlo = allocator.stackalloc(m, gp, newsize);
    long newtop = newlo + newsize - Stktop.BYTES;
    boolean malloced = stktop.malloced(newtop);
    adjust(gp, frames, newtop - oldtop);
    memory.copy(gp.sched().sp, newlo + newsize - used, used);
    stktop.setMalloced(newtop, malloced);

    if (gp.stack0() == oldlo) {
      gp.moveStack0(newlo);
    }
    gp.enterSegment(newlo, newtop);
    gp.sched().sp = newlo + newsize - used;
    allocator.stackfree(m, gp, oldlo, oldtop);
  }

  private void requireMovable(SegmentedG gp, List<Frame> frames, long newsize, long used) {
    if (gp.status() == GStatus.SYSCALL) {
      throw new SegmentException("copystack: " + gp + " is in a system call; its stack must stay");
    }
    if (used + SegmentConfig.STACK_GUARD > newsize) {
      throw new SegmentException(
          "copystack: " + gp + " uses " + used + " bytes, which do not fit into " + newsize);
    }
    forEachPointer(
        frames,
        slot -> {
          long p = memory.getLong(slot);
          if (p > 0 && p < allocator.config().fixedStack()) {
            throw new SegmentException(
                "copystack: bad pointer "
                    + p
                    + " at 0x"
                    + Long.toHexString(slot)
                    + " of "
                    + gp
                    + "; a slot of the pointer map holds a number");
          }
        });
  }

  private void adjust(SegmentedG gp, List<Frame> frames, long delta) {
    long lo = gp.lo();
    long hi = gp.hi();
    forEachPointer(
        frames, slot -> memory.putLong(slot, moved(memory.getLong(slot), lo, hi, delta)));
    gp.sched().ctxt = moved(gp.sched().ctxt, lo, hi, delta);
    for (Defer d : gp.defers()) {
      if (d.argp < lo || d.argp >= hi) {
        break;
      }
      d.argp += delta;
      d.fn = moved(d.fn, lo, hi, delta);
    }
  }

  private static long moved(long p, long lo, long hi, long delta) {
    return lo <= p && p < hi ? p + delta : p;
  }

  private static void forEachPointer(List<Frame> frames, LongConsumer visitor) {
    for (Frame f : frames) {
      if (!f.inPrologue()) {
        for (int slot : f.func().localPointers()) {
          visitor.accept(f.localAddress(slot));
        }
      }
      for (int slot : f.func().argPointers()) {
        visitor.accept(f.argAddress(slot));
      }
    }
  }
}
