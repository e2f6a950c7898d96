package io.quiesce.stack.goroutine;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.GoroutineStateException;
import io.quiesce.sched.M;
import io.quiesce.sched.Sudog;
import io.quiesce.sched.UserStack;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackMemory;

/**
 * Moves a goroutine's stack to one of another size (Go: {@code copystack}).
 *
 * <ol>
 *   <li>Check that the caller owns the stack and that it may move.
 *   <li>Allocate the new stack.
 *   <li>Hold the wait slots: a sender that is writing finishes first, later ones wait.
 *   <li>Copy the used part, aligned at the upper end; adjust in the copy each pointer into the old
 *       stack. A corrupt frame ends here: the copy is freed and the goroutine is as it was.
 *   <li>Install bounds, registers and guard, which may overwrite a request for preemption: the P
 *       still carries it.
 *   <li>Adjust the wait slots and let them go.
 *   <li>Free the old stack.
 * </ol>
 *
 * <p>Invariants: G1, one stack per goroutine before and after; G4, the old addresses are poisoned
 * or closed in debug modes as soon as the stack is freed; G5, a word keeps its distance to the
 * upper end, and an element sent meanwhile arrives in exactly one of the two stacks, the right one.
 * Go lets senders go after copying their part and then adjusts words by compare-and-set; here they
 * wait until the whole stack is copied, and all accesses stay plain.
 *
 * <p>Orderings: the slots' own (take and hold acquire, done and letGo release), and the status
 * word's, which hands the stack from owner to owner.
 */
final class StackMover {
  private final StackAllocator allocator;
  private final StackMemory memory;
  private final Frames frames;

  StackMover(StackAllocator allocator, Frames frames) {
    this.allocator = allocator;
    this.memory = allocator.memory();
    this.frames = frames;
  }

  /** As {@link GoroutineStacks#copystack}. */
  @SystemStack
  void copystack(M m, G g, int newSize) {
    m.requireSystemStack("copystack");
    requireMovable(m, g, newSize);
    UserStack stack = g.stack();
    long oldLo = stack.lo();
    long oldSize = stack.size();
    long newLo = allocator.stackalloc(m, newSize);
    hold(g);
    try {
      copy(stack, newLo + newSize - stack.hi());
    } catch (FrameException corrupt) {
      letGo(g, stack, 0);
      allocator.stackfree(m, newLo, newSize);
      throw corrupt;
    }
    install(g, newLo, newSize);
    allocator.stackfree(m, oldLo, (int) oldSize);
  }

  private void copy(UserStack stack, long delta) {
    memory.copy(stack.sp(), stack.sp() + delta, stack.used());
    long bp = stack.bp() == 0 ? 0 : stack.bp() + delta;
    frames.adjust(stack.sp() + delta, bp, stack.lo(), stack.hi(), delta);
  }

  private void install(G g, long newLo, int newSize) {
    UserStack stack = g.stack();
    long newHi = newLo + newSize;
    long delta = newHi - stack.hi();
    long bp = stack.bp() == 0 ? 0 : stack.bp() + delta;
    letGo(g, stack, delta);
    stack.moveTo(newLo, newHi, newLo + GoroutineStacks.GUARD, stack.sp() + delta, bp);
  }

  private static void hold(G g) {
    for (Sudog slot = g.waiting(); slot != null; slot = slot.next()) {
      slot.hold();
    }
  }

  private static void letGo(G g, UserStack old, long delta) {
    for (Sudog slot = g.waiting(); slot != null; slot = slot.next()) {
      if (!slot.isDone()) {
        if (old.contains(slot.elem())) {
          slot.moveBy(delta);
        }
        slot.letGo();
      }
    }
  }

  private static void requireMovable(M m, G g, int newSize) {
    UserStack stack = g.stack();
    requireOwned("copystack", m, g);
    if (stack.lo() == 0) {
      throw new GoroutineStateException("copystack: " + g + " has no stack");
    }
    if (g.status() == GStatus.SYSCALL) {
      throw new GoroutineStateException("copystack: " + g + " is in a system call");
    }
    if (newSize < stack.size() && g.parkingOnChan()) {
      throw new GoroutineStateException(
          "copystack: " + g + " is about to park on a channel; its stack must not shrink now");
    }
    if (stack.used() > newSize) {
      throw new GoroutineStateException(
          "copystack of " + g + ": uses " + stack.used() + " bytes, new size is " + newSize);
    }
  }

  /** Throws unless the caller owns the stack of {@code g} (Go: "bad status in shrinkstack"). */
  static void requireOwned(String operation, M m, G g) {
    GStatus status = g.status();
    boolean own = status == GStatus.RUNNING && m.curg() == g;
    if (!own && status != GStatus.COPYSTACK && !g.isScanned()) {
      throw new GoroutineStateException(
          operation + ": " + g + " is " + status + "; take its scan bit, or be the M that runs it");
    }
  }
}
