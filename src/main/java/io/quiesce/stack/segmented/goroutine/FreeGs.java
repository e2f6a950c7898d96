package io.quiesce.stack.segmented.goroutine;

import io.quiesce.phase.ExecutionContext;
import io.quiesce.phase.SystemStack;
import io.quiesce.stack.segmented.SegmentAllocator;
import io.quiesce.stack.segmented.SegmentException;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.SegmentedM;
import io.quiesce.stack.segmented.block.TreiberStack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Dead goroutines for reuse: a list per P and one for all (Go 2014: {@code gfput}, {@code gfget},
 * and the part of {@code malg} that allocates).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>gfput.</b> Check that there is one segment, of the size that was charged (O4). A heap
 *       block is freed; a fixed stack stays with its goroutine. Put it on the list of the P; at 64
 *       move goroutines to the common list until 31 remain.
 *   <li><b>gfget.</b> If the list of the P is empty, take up to 32 from the common one. Give the
 *       goroutine a fixed stack if it has none.
 *   <li><b>Trampoline.</b> A caller on a user stack cannot call stackalloc. It puts the size into
 *       the new goroutine's stacksize; on the scheduler stack the size is taken out and stacksize
 *       zeroed, since stackalloc adds it again (O1).
 * </ol>
 *
 * Orderings: a P's list belongs to the M that owns the P, plainly. The common list hands goroutines
 * on with release and acquire, see {@link TreiberStack}.
 */
final class FreeGs {
  private static final int GIVE_AT = 64;
  private static final int KEEP_BELOW = 32;

  private final SegmentAllocator allocator;
  private final List<Deque<SegmentedG>> local = new ArrayList<>();
  private final TreiberStack<SegmentedG> global = new TreiberStack<>();

  FreeGs(SegmentAllocator allocator) {
    this.allocator = allocator;
    for (int p = 0; p < allocator.config().procs(); p++) {
      local.add(new ArrayDeque<>());
    }
  }

  /**
   * Puts a dead goroutine on the list of the caller's P.
   *
   * @throws SegmentException if its guard, its addresses and its stacksize do not agree, or the M
   *     owns no P
   */
  @SystemStack
  void gfput(SegmentedM m, SegmentedG gp) {
    m.ctx().requireSystemStack("gfput");
    Deque<SegmentedG> list = listOf(m, "gfput");
    if (gp.lo() != gp.stack0()) {
      throw new SegmentException(
          "gfput: invalid stack: the top segment of "
              + gp
              + " is not its first, at 0x"
              + Long.toHexString(gp.stack0()));
    }
    if (gp.hi() - gp.stack0() != gp.stacksize()) {
      throw new SegmentException(
          "gfput: bad stacksize: " + gp + " has " + (gp.hi() - gp.stack0()) + " bytes");
    }
    if (allocator.stktop().malloced(gp.stackbase())) {
      allocator.stackfree(m, gp, gp.stack0(), gp.stackbase());
      gp.clearStack();
    }
    list.push(gp);
    if (list.size() >= GIVE_AT) {
      while (list.size() >= KEEP_BELOW) {
        global.push(list.pop());
      }
    }
  }

  /** Takes a dead goroutine with a stack, or null when there is none. */
  SegmentedG gfget(SegmentedM m) {
    Deque<SegmentedG> list = listOf(m, "gfget");
    if (list.isEmpty()) {
      SegmentedG gp = global.pop();
      while (gp != null) {
        list.push(gp);
        gp = list.size() < KEEP_BELOW ? global.pop() : null;
      }
    }
    SegmentedG gp = list.peek();
    if (gp != null && !gp.hasStack()) {
      // while gp is on the list, so that it is not lost if there is no memory
      giveStack(m, gp, allocator.config().fixedStack());
    }
    return list.poll();
  }

  /** Gives {@code gp}, which has none, a stack of {@code size} bytes, from either kind of stack. */
  void giveStack(SegmentedM m, SegmentedG gp, long size) {
    long lo;
    if (m.ctx().onSystemStack()) {
      // already there: no trampoline, as in malg, but the switch makes it certain
      lo = m.ctx().systemstack(() -> allocator.stackalloc(m, gp, size));
    } else {
      gp.carryStacksize(size);
      lo = m.ctx().systemstack(() -> mstackalloc(m, gp));
    }
    gp.setFirstSegment(lo, lo + size);
  }

  @SystemStack
  private long mstackalloc(SegmentedM m, SegmentedG gp) {
    long size = gp.stacksize();
    gp.carryStacksize(0);
    return allocator.stackalloc(m, gp, size);
  }

  /** Throws unless the M owns one of the Ps that have a list. */
  void requireP(SegmentedM m, String operation) {
    listOf(m, operation);
  }

  private Deque<SegmentedG> listOf(SegmentedM m, String operation) {
    int pid = m.ctx().pid();
    if (pid == ExecutionContext.NO_P || pid >= local.size()) {
      throw new SegmentException(
          operation + ": " + m + " owns P " + pid + "; one of " + local.size() + " is needed");
    }
    return local.get(pid);
  }

  /** All dead goroutines. For oracles, while nothing runs. */
  List<SegmentedG> all() {
    List<SegmentedG> all = new ArrayList<>(global.items());
    local.forEach(all::addAll);
    return all;
  }
}
