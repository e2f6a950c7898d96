package io.quiesce.sched;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * All Ps, and the ways in which they change hands (Go: the parts of proc.go around {@code
 * handoffp}, {@code acquirep}, {@code preemptone}).
 *
 * <p>A P that is given up goes to the M that has waited longest, or becomes idle. A lost hand-over
 * is impossible: the giver publishes IDLE and then looks at the queue, the waiter enqueues and then
 * looks for an idle P. Store, look and link are volatile, and a volatile read of the world comes
 * before the waiter's look; so one of the two sees the other.
 *
 * <p>While the world is stopping, a P that is given up stays idle for the stopper, and whoever
 * wants one waits; {@link StopTheWorld} says why nobody is forgotten.
 */
public final class Sched {
  private final P[] allp;
  private final AtomicInteger lastM = new AtomicInteger();
  private final WaitQueue waiters = new WaitQueue();
  private final World world = new World();

  /** The visit of the ragged barrier that is under way, or null. */
  private final AtomicReference<RaggedBarrier.Visit> barrier = new AtomicReference<>();

  /**
   * Makes {@code procs} idle Ps.
   *
   * @throws IllegalArgumentException if there would be none
   */
  public Sched(int procs) {
    if (procs < 1) {
      throw new IllegalArgumentException("procs=" + procs + "; at least one P is needed");
    }
    allp = new P[procs];
    for (int id = 0; id < procs; id++) {
      allp[id] = new P(id);
    }
  }

  /** How many Ps there are (GOMAXPROCS). */
  public int procs() {
    return allp.length;
  }

  /**
   * The P with number {@code id}.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public P p(int id) {
    return allp[id];
  }

  /** Makes an M without P, on a user stack, with an id of its own. */
  public M newM() {
    return new M(this, lastM.incrementAndGet());
  }

  /** Makes an M that runs P {@code id}; {@link M#acquirep} says when that fails. */
  public M newM(int id) {
    M m = newM();
    m.acquirep(p(id));
    return m;
  }

  /**
   * Asks whoever runs {@code p} to give it up at its next poll (Go: {@code preemptone}). A request
   * for a P that changes hands meanwhile may be lost, as in Go: who needs the P asks again.
   */
  public void preempt(P p) {
    p.requestPreempt();
    M runner = p.runner();
    G g = runner == null ? null : runner.curgSeenByOthers();
    if (g != null) {
      g.stack().setGuard(UserStack.PREEMPT);
    }
  }

  /** Asks whoever runs {@code g} to yield at its next poll; false if nobody is seen to run it. */
  public boolean preempt(G g) {
    for (P p : allp) {
      M runner = p.runner();
      if (runner != null && runner.curgSeenByOthers() == g) {
        preempt(p);
        return true;
      }
    }
    return false;
  }

  /**
   * Takes {@code p} for work on its caches if it is idle (E9). While it is claimed nobody can run
   * it; end with {@link #unclaim}.
   */
  public boolean tryClaim(M m, P p) {
    return p.tryClaim(m);
  }

  /**
   * Gives a claimed P up, to an M that waits if there is any.
   *
   * @throws OwnershipException if {@code m} has not claimed {@code p}
   */
  public void unclaim(M m, P p) {
    if (!p.isOwnedBy(m) || m.p() == p) {
      throw new OwnershipException("unclaim: M" + m.id() + " has not claimed " + p);
    }
    giveUp(m, p);
  }

  /** Any idle P, now run by {@code m}; waits for one if necessary. */
  P take(M m) {
    P p = tryTake(m);
    if (p != null) {
      return p;
    }
    WaitQueue.Node wait = waiters.enqueue(m);
    p = tryTake(m);
    if (p == null) {
      return wait.await();
    }
    if (!wait.cancel()) {
      // one was on its way while we found another
      giveUp(m, wait.await());
    }
    return p;
  }

  private P tryTake(M m) {
    // volatile: comes after the caller's enqueue, with StopTheWorld.start
    if (!world.isRunning()) {
      return null;
    }
    for (P p : allp) {
      if (p.tryRun(m)) {
        return p;
      }
    }
    return null;
  }

  /** Whether the world runs, and who stopped it. */
  World world() {
    return world;
  }

  /** The slot of the one ragged barrier that may be under way. */
  AtomicReference<RaggedBarrier.Visit> barrier() {
    return barrier;
  }

  /** Ends the ownership of {@code p}, by its owner; a pending visit is served first. */
  void giveUp(M m, P p) {
    do {
      RaggedBarrier.serve(m, p);
      // acquire: the world cannot have been stopped without p, so a stop seen here still waits for
      // p
      if (!world.isRunning()) {
        p.giveBack();
        return;
      }
      WaitQueue.Node waiter = waiters.claimFirst();
      if (waiter != null) {
        p.passTo(waiter.m());
        waiter.grant(p);
        return;
      }
      p.giveBack();
      // an M that enqueued in between may have looked before IDLE: take p back and pass it on
    } while (!waiters.isEmpty() && p.tryRun(m));
  }
}
