package io.quiesce.stack.segmented.goroutine;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.phase.SystemStack;
import io.quiesce.stack.segmented.GStatus;
import io.quiesce.stack.segmented.SegmentAllocator;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.SegmentedM;

/**
 * Halves the top segment of a goroutine that uses less than a quarter of it (Go 2014: {@code
 * shrinkstack}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li>Nothing to do below twice the fixed size, or from a quarter used upwards.
 *   <li>If the half is smaller than half a page: move, unless gp is in a system call or a frame
 *       cannot move.
 *   <li>Otherwise in place. Only heap blocks can be split: leave others. The block must be exactly
 *       the segment, else that is an error. Guard and stack0 go up by half; the lower half is taken
 *       off gp.stacksize (O1); the block is split; the lower half is freed.
 * </ol>
 *
 * The record stays at the top of the upper half, and its flag stays true: the segment is still a
 * heap block, whatever its size is now (O2, O3).
 */
final class StackShrinker {
  private final SegmentAllocator allocator;
  private final StackCopier copier;

  StackShrinker(SegmentAllocator allocator, StackCopier copier) {
    this.allocator = allocator;
    this.copier = copier;
  }

  /** Shrinks the top segment of {@code gp}, which the caller owns, by half if that is right. */
  @SystemStack
  ShrinkOutcome shrinkstack(SegmentedM m, SegmentedG gp) {
    m.ctx().requireSystemStack("shrinkstack");
    long oldsize = gp.segmentSize();
    long newsize = oldsize / 2;
    long used = gp.hi() - gp.sched().sp;
    if (!allocator.config().copying()
        || newsize < allocator.config().fixedStack()
        || used >= oldsize / 4) {
      return ShrinkOutcome.NONE;
    }
    if (newsize < HeapAddress.PAGE_BYTES / 2) {
      return shrinkByCopy(m, gp, newsize);
    }
    if (!allocator.blocks().owns(gp.lo())) {
      return ShrinkOutcome.NONE;
    }
    shrinkInPlace(m, gp, oldsize, newsize);
    return ShrinkOutcome.IN_PLACE;
  }

  @SystemStack
  private ShrinkOutcome shrinkByCopy(SegmentedM m, SegmentedG gp, long newsize) {
    if (gp.status() == GStatus.SYSCALL || !copier.isCopyable(gp)) {
      return ShrinkOutcome.NONE;
    }
    copier.copystack(m, gp, newsize);
    return ShrinkOutcome.COPIED;
  }

  @SystemStack
  private void shrinkInPlace(SegmentedM m, SegmentedG gp, long oldsize, long newsize) {
    long oldlo = gp.lo();
    allocator.blocks().requireBlock("shrinkstack", oldlo, oldsize);
    if (gp.stack0() == oldlo) {
      gp.moveStack0(oldlo + newsize);
    }
    gp.enterSegment(oldlo + newsize, gp.stackbase());
    gp.addStacksize(newsize - oldsize);
    allocator.blocks().split(oldlo, oldsize);
    allocator.blocks().free(m.ctx(), oldlo, newsize);
  }
}
