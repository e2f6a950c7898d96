package io.quiesce.sched;

import io.quiesce.phase.SystemStack;

/**
 * Stops all Ps but the caller's, and starts them again (Go: {@code stopTheWorldWithSema}, {@code
 * startTheWorldWithSema} in proc.go).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Turn.</b> RUNNING to STOPPING by compare-and-set. Who loses gives its P up, waits for
 *       one as everybody does, and tries again: the winner needs that P.
 *   <li><b>Claim.</b> For each other P: if it is idle claim it; if it runs, ask for it. An M that
 *       gives a P up while the world is not RUNNING leaves it idle, and an M that wants a P waits.
 *   <li><b>Stopped.</b> All others are claimed: STOPPING to STOPPED. Whatever runs on a system
 *       stack was waited for, because such code does not poll.
 *   <li><b>Start.</b> STOPPED to RUNNING by compare-and-set, by any M; then give the claimed Ps up,
 *       each to an M that waits, if there is one.
 * </ol>
 *
 * <p>While it waits, the stopper serves a {@link RaggedBarrier} on its own P and on those that it
 * has claimed; so a coordinator, whose P it waits for, can finish. Its goroutine counts as WAITING,
 * so that another M that scans its stack can finish too.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. One stopper at a time.
 *   <li>I2. While the world is STOPPED each P is claimed for the stopper, or runs the stopper; all
 *       that was done with a P before happened before.
 *   <li>I3. An M that waits for a P while the world is stopped is not forgotten by the start.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>RUNNING to STOPPING</td><td>volatile CAS</td><td>itself</td><td>I1</td></tr>
 *   <tr><td>claim of a P</td><td>volatile CAS</td><td>its owner's store of IDLE</td><td>I2; see
 *       {@link P}</td></tr>
 *   <tr><td>STOPPED to RUNNING, then the look at the queue</td><td>volatile</td><td>enqueue, then
 *       the waiter's look at the state</td><td>I3: each misses the other (Dekker)</td></tr>
 *   <tr><td>STOPPING to STOPPED</td><td>release</td><td>the starter's acquire</td><td>the starter
 *       gives up too few Ps</td></tr>
 * </table>
 *
 * <p>Not promised: an order among several stoppers.
 */
public final class StopTheWorld {
  private final Sched sched;

  /** The stopper of {@code sched}; several of one Sched work together. */
  public StopTheWorld(Sched sched) {
    this.sched = sched;
  }

  /**
   * Stops the world. The caller keeps the P that it runs, if any; if another stop comes first, it
   * is perhaps another P afterwards.
   *
   * @param reason for messages
   * @throws WorldException if {@code m} has stopped the world already
   */
  @SystemStack
  public void stop(M m, String reason) {
    m.requireSystemStack("stopTheWorld");
    G offered = m.offerStack();
    try {
      awaitTurn(m, reason);
      sched.world().stopped(claimOthers(m));
    } finally {
      M.takeStackBack(offered);
    }
  }

  private void awaitTurn(M m, String reason) {
    World world = sched.world();
    if (world.isStoppedBy(m)) {
      throw new WorldException("stop for " + reason + ": M" + m.id() + " holds the " + world);
    }
    for (int turn = 0; !world.tryStop(m, reason); turn++) {
      if (m.p() == null) {
        Backoff.pause(turn);
      } else {
        m.releasep();
        m.acquireAnyP();
      }
    }
  }

  /** Claims all Ps but the caller's own; the place of that one in the result is null. */
  private P[] claimOthers(M m) {
    P[] claimed = new P[sched.procs()];
    for (int id = 0; id < claimed.length; id++) {
      P p = sched.p(id);
      if (p != m.p()) {
        claim(m, p, claimed);
        claimed[id] = p;
      }
    }
    return claimed;
  }

  private void claim(M m, P p, P[] claimed) {
    for (int turn = 0; !sched.tryClaim(m, p); turn++) {
      // asks again only if the request was lost, so that waiting is reading
      if (!p.isIdle() && !p.preemptRequested()) {
        sched.preempt(p);
      }
      serveOwned(m, claimed);
      Backoff.pause(turn);
    }
  }

  private static void serveOwned(M m, P[] claimed) {
    if (m.p() != null) {
      RaggedBarrier.serve(m, m.p());
    }
    for (P p : claimed) {
      if (p != null) {
        RaggedBarrier.serve(m, p);
      }
    }
  }

  /**
   * Starts the world again.
   *
   * @param m the caller's, not necessarily the one that stopped it
   * @throws WorldException if the world is not stopped
   */
  public void start(M m) {
    P[] claimed = sched.world().tryStart();
    if (claimed == null) {
      throw new WorldException("start by M" + m.id() + ": not stopped, but " + sched.world());
    }
    for (P p : claimed) {
      if (p != null) {
        sched.giveUp(m, p);
      }
    }
    passOnIdle(m);
  }

  /** A P that the stopper gave up itself while the world was stopped may have been waited for. */
  private void passOnIdle(M m) {
    for (int id = 0; id < sched.procs(); id++) {
      P p = sched.p(id);
      if (sched.tryClaim(m, p)) {
        sched.giveUp(m, p);
      }
    }
  }

  /** True while all Ps are with the stopper. */
  public boolean isStopped() {
    return sched.world().isStopped();
  }

  @Override
  public String toString() {
    return sched.world().toString();
  }
}
