package io.quiesce.gc.assist;

import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Parks the thread of the M, with its goroutine, while the P goes to others.
 *
 * <ol>
 *   <li>The goroutine becomes WAITING, so that its stack can be scanned and moved.
 *   <li>The P is given up.
 *   <li>The thread sleeps until the waiter is woken; an interrupt is kept for later.
 *   <li>The M takes any P and executes the goroutine.
 * </ol>
 *
 * <p>No wake-up is lost: the waker stores WOKEN and then gives the permit, the sleeper reads the
 * state before each sleep, and a permit that is given first makes the sleep return at once. Unpark
 * and park promise no ordering (JDK specification), so a release fence before the one and an
 * acquire fence after the other order WOKEN before the next look at it.
 */
public final class ThreadParking implements AssistParking {
  /** Stateless. */
  public ThreadParking() {}

  @Override
  public void park(M m, Waiter waiter) {
    G g = m.drop(GStatus.WAITING);
    m.releasep();
    boolean interrupted = false;
    while (!waiter.isWoken()) {
      LockSupport.park(waiter);
      // with the fence in ready: waking up alone orders nothing
      VarHandle.acquireFence();
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    m.acquireAnyP();
    g.cas(GStatus.WAITING, GStatus.RUNNABLE);
    m.execute(g);
  }

  @Override
  public void ready(M m, Waiter waiter) {
    // WOKEN before the permit: else the sleeper wakes up, does not see it and sleeps for good
    VarHandle.releaseFence();
    LockSupport.unpark(waiter.thread());
  }
}
