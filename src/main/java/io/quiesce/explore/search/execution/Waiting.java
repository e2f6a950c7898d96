package io.quiesce.explore.search.execution;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;

/**
 * Threads that wait: when a turn of a loop is useless, and how a graph in which threads wait is to
 * be called.
 */
public final class Waiting {
  private final int loopBound;
  private final int stepBound;
  private final boolean plainReadsMayStay;

  /** Lets threads wait within bounds. */
  public Waiting(Bounds bounds) {
    loopBound = bounds.loop();
    stepBound = bounds.steps();
    // In the other models a plain access counts as an opaque one.
    plainReadsMayStay = bounds.model() == Model.JMM;
  }

  /**
   * Blocks the thread after its newest event, which is not an access, if it is to go no further.
   */
  public void settle(Graph g, int e) {
    Kind kind = g.op(e).kind();
    if (kind == Kind.CUT || (kind == Kind.SPIN && (isUseless(g, e) || turns(g, e) > loopBound))) {
      g.setBlocked(e, true);
    }
  }

  /** True if a thread may do no more. */
  public boolean isTooLong(Graph g, int thread) {
    return g.length(thread) >= stepBound;
  }

  /** True if another turn after this one could only see the same again. */
  private static boolean isUseless(Graph g, int spin) {
    int first = turnStart(g, spin);
    if (first < 0) {
      return false;
    }
    for (int x = first; x != spin; x = g.after(x)) {
      if (hasEffect(g, x)) {
        return false;
      }
    }
    return g.op(spin).value() > 0 || repeats(g, first, spin);
  }

  private static boolean hasEffect(Graph g, int e) {
    return switch (g.op(e).kind()) {
      case READ, FENCE, AWAIT_READ, SPIN -> false;
      case RMW -> g.isUpdate(e);
      default -> true;
    };
  }

  /** The first event of the turn that ends with a spin, or -1 if that is not known. */
  private static int turnStart(Graph g, int spin) {
    long known = g.op(spin).value();
    int x = g.before(spin);
    int start = spin;
    for (long left = known; x >= 0 && (known == 0 || left > 0); x = g.before(x)) {
      boolean sameLoop = g.op(x).kind() == Kind.SPIN && g.op(x).site() == g.op(spin).site();
      if (known == 0 && sameLoop) {
        return start;
      }
      boolean writePart = g.isWrite(x) && g.isUpdate(x);
      left -= writePart ? 0 : 1;
      start = x;
    }
    return known == 0 ? -1 : start;
  }

  /** True if the events before the turn were the same as the turn, down to what they read from. */
  private static boolean repeats(Graph g, int first, int spin) {
    int earlier = g.before(first);
    if (earlier < 0 || first == spin) {
      return earlier >= 0;
    }
    int older = g.before(earlier);
    for (int x = g.before(spin); g.index(x) >= g.index(first); x = g.before(x)) {
      boolean same =
          older >= 0
              && g.op(older).sameAs(g.op(x))
              && (!g.isRead(x) || g.source(older) == g.source(x));
      if (!same) {
        return false;
      }
      older = g.before(older);
    }
    return true;
  }

  private static int turns(Graph g, int spin) {
    int count = 0;
    for (int x = spin; x >= 0; x = g.before(x)) {
      boolean sameLoop = g.op(x).kind() == Kind.SPIN && g.op(x).site() == g.op(spin).site();
      count += sameLoop ? 1 : 0;
    }
    return count;
  }

  /** The name of the bound at which a thread was stopped, or null. */
  public String bound(Graph g, int thread) {
    int last = g.last(thread);
    if (last >= 0 && g.op(last).kind() == Kind.CUT) {
      return g.op(last).message();
    }
    if (last >= 0 && g.op(last).kind() == Kind.SPIN && g.isBlocked(last) && !isUseless(g, last)) {
      return "loop=" + loopBound;
    }
    return !g.ended(thread) && isTooLong(g, thread) ? "steps=" + stepBound : null;
  }

  /** What to call a graph in which no thread can go on. */
  public Ending ending(Graph g) {
    boolean ended = true;
    boolean stale = false;
    boolean forever = plainReadsMayStay;
    for (int t = 0; t < g.threads(); t++) {
      if (g.exists(t) && !g.ended(t)) {
        ended = false;
        if (bound(g, t) != null) {
          return Ending.BOUND;
        }
        if (couldSeeMore(g, t)) {
          stale = true;
          forever &= mayNeverSee(g, t);
        }
      }
    }
    if (stale) {
      return forever ? Ending.STALE : Ending.WAITING;
    }
    return ended ? Ending.COMPLETE : stuck(g);
  }

  /**
   * True if nothing in a turn obliges the thread to see what is newer: plain reads alone look for
   * it, and there is neither a fence nor an acquire read nor an update, past which they could not
   * be moved out of the loop.
   */
  private static boolean mayNeverSee(Graph g, int thread) {
    int last = g.last(thread);
    if (g.op(last).kind() != Kind.SPIN) {
      return false;
    }
    for (int x = turnStart(g, last); x != last; x = g.after(x)) {
      if (g.op(x).kind() != Kind.READ || g.op(x).mode().acquires()) {
        return false;
      }
      boolean newer = g.place(x) < g.top(g.location(x));
      if (newer && g.op(x).mode() != Mode.PLAIN) {
        return false;
      }
    }
    return true;
  }

  /**
   * True if another turn could go otherwise: something that the thread waits for has been
   * overwritten since it looked, or a weak compare-and-set has failed for no reason.
   */
  private static boolean couldSeeMore(Graph g, int thread) {
    int last = g.last(thread);
    if (last < 0 || !g.isBlocked(last)) {
      return false;
    }
    if (g.op(last).kind() != Kind.SPIN) {
      return g.place(last) < g.top(g.location(last));
    }
    for (int x = turnStart(g, last); x != last; x = g.after(x)) {
      if (g.isRead(x) && (g.place(x) < g.top(g.location(x)) || failedForNoReason(g, x))) {
        return true;
      }
    }
    return false;
  }

  private static boolean failedForNoReason(Graph g, int e) {
    return g.op(e).rmw() == Rmw.WEAK_CAS
        && !g.isUpdate(e)
        && g.op(e).kind() == Kind.RMW
        && g.valueRead(e) == g.op(e).expected();
  }

  private static Ending stuck(Graph g) {
    boolean spins = false;
    for (int t = 0; t < g.threads(); t++) {
      if (g.exists(t) && !g.ended(t)) {
        if (isCircular(g, t)) {
          return Ending.DEADLOCK;
        }
        spins |= g.last(t) >= 0 && g.op(g.last(t)).kind() == Kind.SPIN;
      }
    }
    return spins ? Ending.LIVELOCK : Ending.LOST_WAKEUP;
  }

  /** True if following who is waited for leads back to the thread. */
  private static boolean isCircular(Graph g, int thread) {
    int at = thread;
    for (int steps = 0; steps <= g.threads(); steps++) {
      at = waitedFor(g, at);
      if (at < 0) {
        return false;
      }
      if (at == thread) {
        return true;
      }
    }
    return false;
  }

  /** The stuck thread that a stuck thread waits for: the one joined, or the one that wrote last. */
  private static int waitedFor(Graph g, int thread) {
    int last = g.last(thread);
    if (last < 0 || !g.isBlocked(last)) {
      return g.pending(thread).thread();
    }
    if (g.op(last).kind() == Kind.SPIN) {
      return -1;
    }
    int source = g.source(last);
    int writer = source < 0 ? -1 : g.thread(source);
    return writer == thread || writer < 0 || g.ended(writer) ? -1 : writer;
  }
}
