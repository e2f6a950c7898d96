package io.quiesce.gc.mark;

import io.quiesce.gc.work.GcWork;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.Backoff;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.sched.UserStack;
import io.quiesce.stack.goroutine.GoroutineStacks;
import io.quiesce.stack.goroutine.ShrinkOutcome;

/**
 * Scans the stack of one goroutine (Go: the stack case of {@code markroot}, {@code suspendG},
 * {@code scanstack}).
 *
 * <ol>
 *   <li>Become the owner of the stack by the scan bit. A goroutine that runs is asked to yield
 *       until it can be had between two runs; one whose stack is being moved is waited for; a dead
 *       one has nothing to scan. The own goroutine, if it is RUNNING, is made WAITING meanwhile.
 *   <li>Shrink the stack if it is mostly free, or ask the goroutine to do it later.
 *   <li>Grey what the pointers in its frames lead to; pointers into the stack itself lead nowhere.
 *   <li>Give the scan bit back. From here on the stack is black: what the goroutine loads is
 *       reachable or was shaded by whoever overwrote it.
 * </ol>
 *
 * <p>Invariant: G7, the scan excludes running and moving. Who waits here keeps its P and its system
 * stack, so whoever waits for that P in turn must not hold its own goroutine RUNNING: two that scan
 * each other's stack would wait for ever. Assists and those who stop the world see to that.
 *
 * <p>Orderings: the status word's; taking the scan bit acquires the stack as its last owner left
 * it.
 */
final class StackScan {
  /** Asking again each time would make the goroutine poll for nothing. */
  private static final int TURNS_PER_REQUEST = 64;

  private final Marker marker;
  private final GoroutineStacks stacks;
  private final Sched sched;

  StackScan(Marker marker, GoroutineStacks stacks, Sched sched) {
    this.marker = marker;
    this.stacks = stacks;
    this.sched = sched;
  }

  /** Scans the stack of {@code g}; returns the bytes of its frames. */
  @SystemStack
  long scan(M m, GcWork work, G g) {
    m.requireSystemStack("markroot of a stack");
    boolean own = m.curg() == g && g.status() == GStatus.RUNNING;
    if (own) {
      g.cas(GStatus.RUNNING, GStatus.WAITING);
    }
    try {
      return suspend(g) ? scanOwned(m, work, g) : 0;
    } finally {
      if (own) {
        g.cas(GStatus.WAITING, GStatus.RUNNING);
      }
    }
  }

  /** Takes the scan bit; false if the goroutine has no stack to scan. */
  private boolean suspend(G g) {
    for (int turn = 0; ; turn++) {
      GStatus status = g.status();
      switch (status) {
        case IDLE, DEAD -> {
          g.cancelScan();
          return false;
        }
        case COPYSTACK -> Backoff.pause(turn);
        case RUNNING -> {
          if (turn % TURNS_PER_REQUEST == 0) {
            // from the next time it yields on it waits for the scan
            g.requestScan();
            sched.preempt(g);
          }
          Backoff.pause(turn);
        }
        default -> {
          if (g.tryScan(status)) {
            return true;
          }
          Backoff.pause(turn);
        }
      }
    }
  }

  @SystemStack
  private long scanOwned(M m, GcWork work, G g) {
    try {
      UserStack stack = g.stack();
      if (stack.lo() == 0) {
        return 0;
      }
      ShrinkOutcome unused = stacks.shrinkOrDefer(m, g);
      return stacks
          .frames()
          .forEachPointer(
              g,
              pointer -> {
                if (pointer != 0 && !stack.contains(pointer)) {
                  marker.grey(m, work, pointer);
                }
              });
    } finally {
      g.endScan();
    }
  }
}
