package io.quiesce.sched;

import io.quiesce.phase.SystemStack;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs a function once for each P, at a safe point of that P, while the others go on (Go: {@code
 * forEachP} in proc.go).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Begin.</b> One barrier at a time: take the slot by compare-and-set.
 *   <li><b>Post.</b> Store the visit in each P.
 *   <li><b>Serve.</b> Only the owner of a P takes the visit, and takes it away, so it runs once and
 *       never while somebody else uses the structures of the P: the M that runs the P at its next
 *       safe point or when it gives the P up, whoever has claimed the P when it gives it up.
 *   <li><b>Attend.</b> The coordinator serves its own P; then, until all have acknowledged, claims
 *       each idle P whose visit is pending and gives it up again, and asks the others to poll.
 *   <li><b>Acknowledge.</b> Each visit counts down when it has run.
 * </ol>
 *
 * <p>A P that looks for a visit, finds none and then becomes idle is found by step 4, which looks
 * again and again; so the giver need not look twice. While the coordinator waits, its goroutine
 * counts as WAITING, so that a visited M that scans its stack can finish.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. The function runs exactly once per P, on a system stack, by an owner of that P.
 *   <li>I2. What the coordinator did before the barrier is seen by each visit; what the visits did
 *       is seen by the coordinator afterwards (E8).
 *   <li>I3. When the barrier ends, no visit is pending.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>post</td><td>release</td><td>the owner's acquire</td><td>I2, first half</td></tr>
 *   <tr><td>ownership of a P</td><td>see {@link P}</td><td></td><td>I1</td></tr>
 *   <tr><td>count down</td><td>release</td><td>the coordinator's acquire</td><td>I2, second
 *       half</td></tr>
 *   <tr><td>slot: take, leave</td><td>acquire, release</td><td>each other</td><td>a visit of the
 *       next barrier is lost in the clearing of this one</td></tr>
 * </table>
 */
public final class RaggedBarrier {
  private final Sched sched;

  /** What is done for each P. */
  @FunctionalInterface
  public interface PerP {
    /**
     * Called on the system stack of {@code onBehalf}, which owns {@code p}: runs it or has claimed
     * it. Must not wait for another P. If it throws, the barrier ends first and its caller gets the
     * exception.
     */
    @SystemStack
    void run(M onBehalf, P p);
  }

  /** One barrier, as posted in each P. */
  static final class Visit {
    private final PerP fn;
    private final AtomicInteger remaining;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Visit(PerP fn, int procs) {
      this.fn = fn;
      remaining = new AtomicInteger(procs);
    }

    private void run(M m, P p) {
      m.enterSystemStack();
      try {
        fn.run(m, p);
      } catch (RuntimeException | Error e) {
        // only the first counts; the count below publishes it
        failure.compareAndSet(null, e);
      } finally {
        m.leaveSystemStack();
        // release, with isOver: what was done for p is seen by the coordinator (I2)
        remaining.getAndAdd(-1);
      }
    }

    private boolean isOver() {
      return remaining.getAcquire() == 0;
    }

    private void rethrow() {
      // plain: the barrier is over, so all visits happened before
      Throwable e = failure.getPlain();
      if (e instanceof Error error) {
        throw error;
      }
      if (e != null) {
        throw (RuntimeException) e;
      }
    }
  }

  /** The barrier of {@code sched}; several of one Sched share its one slot. */
  public RaggedBarrier(Sched sched) {
    this.sched = sched;
  }

  /**
   * Runs {@code fn} for each P and waits for all.
   *
   * @throws WorldException if another barrier is under way; then nothing was done
   */
  @SystemStack
  public void forEachP(M m, PerP fn) {
    m.requireSystemStack("forEachP");
    Visit visit = new Visit(fn, sched.procs());
    // acquire, with the release below: the last barrier's visits are gone
    if (sched.barrier().compareAndExchangeAcquire(null, visit) != null) {
      throw new WorldException(
          "forEachP by M" + m.id() + ": another barrier is under way; one at a time");
    }
    G offered = m.offerStack();
    try {
      post(visit);
      attend(m, visit);
    } finally {
      M.takeStackBack(offered);
      sched.barrier().setRelease(null);
    }
    visit.rethrow();
  }

  private void post(Visit visit) {
    for (int id = 0; id < sched.procs(); id++) {
      sched.p(id).post(visit);
    }
  }

  private void attend(M m, Visit visit) {
    for (int turn = 0; !visit.isOver(); turn++) {
      for (int id = 0; id < sched.procs(); id++) {
        attend(m, sched.p(id));
      }
      if (!visit.isOver()) {
        Backoff.pause(turn);
      }
    }
  }

  private void attend(M m, P p) {
    if (!p.visitPending()) {
      return;
    }
    if (p.isOwnedBy(m)) {
      serve(m, p);
    } else if (p.isIdle()) {
      if (sched.tryClaim(m, p)) {
        sched.unclaim(m, p);
      }
    } else if (!p.preemptRequested()) {
      // asks again only if the request was lost, so that waiting is reading
      sched.preempt(p);
    }
  }

  /**
   * Serves the visit that is pending at {@code p}, which {@code m} owns; false if there is none.
   */
  static boolean serve(M m, P p) {
    Visit visit = p.takeVisit();
    if (visit == null) {
      return false;
    }
    visit.run(m, p);
    return true;
  }
}
