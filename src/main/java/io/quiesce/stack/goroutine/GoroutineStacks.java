package io.quiesce.stack.goroutine;

import io.quiesce.phase.SystemStack;
import io.quiesce.phase.SystemStackException;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.GoroutineStateException;
import io.quiesce.sched.M;
import io.quiesce.sched.UserStack;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackSizes;

/**
 * The stack of a running goroutine: calls that check the guard and grow the stack, returns, and
 * shrinking (Go: the function prologue, {@code newstack}, {@code shrinkstack}).
 *
 * <pre>
 *   hi      +---------------------------+
 *           | frames                    |
 *   sp      +---------------------------+
 *           | free                      |
 *   guard   +---------------------------+  lo + 928
 *           | 128 for small frames      |
 *           +---------------------------+  lo + 800
 *           | chains of unchecked calls |
 *   lo      +---------------------------+
 * </pre>
 *
 * <p>A goroutine's own methods ({@link #call}, {@link #ret}) run on its stack, that is, off the
 * system stack; what grows, moves or shrinks it switches to the system stack first.
 */
public final class GoroutineStacks {
  /** Distance of the guard from the lower end (Go: {@code _StackGuard}). */
  public static final int GUARD = 928;

  /** How far below the guard a frame that was checked may reach (Go: {@code _StackSmall}). */
  public static final int SMALL = 128;

  /** What remains for chains of unchecked calls (Go: {@code _StackLimit}). */
  public static final int LIMIT = GUARD - SMALL;

  private static final long MAX_POWER = 1L << 30;

  private final GoroutineConfig config;
  private final Frames frames;
  private final StackMover mover;

  /** Goroutines whose stacks come from {@code allocator} and whose frames are in {@code table}. */
  public GoroutineStacks(StackAllocator allocator, FrameTable table, GoroutineConfig config) {
    this.config = config;
    frames = new Frames(allocator.memory(), table);
    mover = new StackMover(allocator, frames);
  }

  /** Reads and writes the frames of goroutines that the caller owns. */
  public Frames frames() {
    return frames;
  }

  /**
   * Enters a function: checks the guard, grows the stack or yields if it says so, and pushes a
   * frame of zeros.
   *
   * @param layout number of the function's layout in the frame table
   * @throws StackOverflowException if the stack would exceed the limit; nothing has changed
   * @throws GoroutineStateException if the M runs no goroutine
   * @throws SystemStackException on the system stack, where nothing may grow a stack (Go:
   *     "morestack on g0"): so the allocator is never entered from inside itself
   */
  public void call(M m, int layout) {
    G g = running("call", m);
    int frame = frames.table().get(layout).bytes();
    while (crossesGuard(g.stack(), frame)) {
      if (morestack(m, g, frame)) {
        m.poll();
      }
    }
    frames.push(g, layout);
  }

  /**
   * Pushes the first frame of a DEAD goroutine that the caller owns, of zeros; the caller fills in
   * the arguments before it makes the goroutine RUNNABLE (Go: {@code newproc1}).
   *
   * @throws FrameException if the frame does not fit above the guard; nothing has changed
   */
  public void enterFirst(G g, int layout) {
    UserStack stack = g.stack();
    FrameLayout first = frames.table().get(layout);
    if (g.status() != GStatus.DEAD || stack.bp() != 0) {
      throw new GoroutineStateException("first frame of " + g + ": it is " + g.status());
    }
    if (crossesGuard(stack, first.bytes())) {
      throw new FrameException("first frame of " + g + ": " + first + " is too big for " + stack);
    }
    frames.push(g, layout);
  }

  /** Leaves the function that was entered last; its frame is gone. */
  public void ret(M m) {
    frames.pop(running("ret", m));
  }

  private static boolean crossesGuard(UserStack stack, int frame) {
    long lowest = stack.sp() - Math.max(0, frame - SMALL);
    // unsigned: the preempt value is above every address
    return Long.compareUnsigned(lowest, stack.guard()) <= 0;
  }

  private boolean morestack(M m, G g, int frame) {
    m.enterSystemStack();
    try {
      return newstack(m, g, frame);
    } finally {
      m.leaveSystemStack();
    }
  }

  /**
   * The guard was hit: grow the stack of the current goroutine, or find that preemption was asked
   * for (Go: {@code newstack}).
   *
   * @param frame bytes of the frame that did not fit; 0 if not known
   * @return true if the goroutine shall yield; then its stack has not grown
   * @throws StackOverflowException if the stack would exceed the limit; nothing has changed
   * @throws GoroutineStateException if g is not the current goroutine, must not grow now, has no
   *     stack, or has overflowed it already
   */
  @SystemStack
  public boolean newstack(M m, G g, long frame) {
    m.requireSystemStack("newstack");
    requireGrowable(m, g);
    // once: others may overwrite it, and one answer must decide
    long guard = g.stack().guard();
    if (guard == UserStack.PREEMPT) {
      g.stack().resetGuard();
      if (!m.mayBePreempted()) {
        return false;
      }
      if (g.preemptShrink()) {
        g.setPreemptShrink(false);
        ShrinkOutcome unused = shrinkstack(m, g);
      }
      return true;
    }
    int newSize = grownSizeWithin(g, frame);
    g.cas(GStatus.RUNNING, GStatus.COPYSTACK);
    try {
      copystack(m, g, newSize);
    } finally {
      g.cas(GStatus.COPYSTACK, GStatus.RUNNING);
    }
    return false;
  }

  private static void requireGrowable(M m, G g) {
    if (m.curg() != g) {
      throw new GoroutineStateException("newstack: " + g + " is not the current one of " + m);
    }
    if (g.splitForbidden()) {
      throw new GoroutineStateException("newstack: the stack of " + g + " must not grow here");
    }
    UserStack stack = g.stack();
    if (stack.lo() == 0) {
      throw new GoroutineStateException("newstack: " + g + " has no stack");
    }
    if (stack.sp() < stack.lo()) {
      throw new GoroutineStateException("newstack: " + g + " has overflowed its stack " + stack);
    }
  }

  private int grownSizeWithin(G g, long frame) {
    UserStack stack = g.stack();
    long newSize = grownSize(stack.size(), stack.used(), frame);
    if (newSize > config.maxStack() || newSize > MAX_POWER) {
      throw new StackOverflowException(
          String.format(
              "%s needs a stack of %d bytes: it has %d, uses %d, and the next frame has %d;"
                  + " the limit is %d",
              g, newSize, stack.size(), stack.used(), frame, config.maxStack()));
    }
    return (int) newSize;
  }

  /**
   * The size to which a stack grows: doubled until the frame and the guard fit (G6).
   *
   * @param size what it has
   * @param used what is in use
   * @param frame what the next frame needs; 0 if not known
   */
  public static long grownSize(long size, long used, long frame) {
    long newSize = 2 * size;
    while (newSize - used < frame + GUARD) {
      newSize *= 2;
    }
    return newSize;
  }

  /** True if a stack of that size with that use may be halved: less than a quarter is needed. */
  public static boolean isMostlyFree(long size, long used) {
    return used + LIMIT < size / 4;
  }

  /**
   * Moves the stack of {@code g} to a new one (Go: {@code copystack}).
   *
   * @param newSize a power of two that holds the frames
   * @throws GoroutineStateException if the caller does not own the stack, or it must not move
   * @throws FrameException if a frame is corrupt; then the goroutine is as it was
   * @throws io.quiesce.stack.OutOfStackMemoryException if there is no memory; nothing has changed
   */
  @SystemStack
  public void copystack(M m, G g, int newSize) {
    mover.copystack(m, g, newSize);
  }

  /**
   * Halves the stack of {@code g} if it is mostly free (Go: {@code shrinkstack}).
   *
   * @throws GoroutineStateException if the caller owns the stack neither by the scan bit nor as the
   *     M that runs g, or if it must not move now
   */
  @SystemStack
  public ShrinkOutcome shrinkstack(M m, G g) {
    m.requireSystemStack("shrinkstack");
    UserStack stack = g.stack();
    if (stack.lo() == 0) {
      throw new GoroutineStateException("shrinkstack: " + g + " has no stack");
    }
    StackMover.requireOwned("shrinkstack", m, g);
    if (!isShrinkSafe(g)) {
      throw new GoroutineStateException("shrinkstack: the stack of " + g + " must not move now");
    }
    ShrinkOutcome refusal = refusal(g);
    if (refusal != null) {
      return refusal;
    }
    copystack(m, g, (int) (stack.size() / 2));
    return ShrinkOutcome.SHRUNK;
  }

  private ShrinkOutcome refusal(G g) {
    UserStack stack = g.stack();
    if (!config.shrink()) {
      return ShrinkOutcome.DISABLED;
    }
    if (g.markWorker()) {
      return ShrinkOutcome.WORKER;
    }
    if (stack.size() / 2 < StackSizes.FIXED_STACK) {
      return ShrinkOutcome.MINIMAL;
    }
    return isMostlyFree(stack.size(), stack.used()) ? null : ShrinkOutcome.IN_USE;
  }

  /**
   * Shrinks the stack, or asks the goroutine to do it at its next preemption point if it may not
   * move now (Go: the beginning of {@code scanstack}). The caller holds the scan bit.
   */
  @SystemStack
  public ShrinkOutcome shrinkOrDefer(M m, G g) {
    m.requireSystemStack("scanstack");
    StackMover.requireOwned("scanstack", m, g);
    if (isShrinkSafe(g)) {
      return shrinkstack(m, g);
    }
    g.setPreemptShrink(true);
    return ShrinkOutcome.DEFERRED;
  }

  /** True if the stack may move: no system call, all frames known, not about to park. */
  private static boolean isShrinkSafe(G g) {
    return g.status() != GStatus.SYSCALL && !g.atUnsafePoint() && !g.parkingOnChan();
  }

  private static G running(String operation, M m) {
    if (m.onSystemStack()) {
      throw new SystemStackException(
          operation
              + " of a goroutine's function on the system stack of "
              + m
              + "; leave it first");
    }
    G g = m.curg();
    if (g == null) {
      throw new GoroutineStateException(operation + ": " + m + " runs no goroutine");
    }
    return g;
  }
}
