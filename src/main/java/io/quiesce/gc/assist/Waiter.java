package io.quiesce.gc.assist;

import io.quiesce.sched.G;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One parking of one goroutine on the {@link AssistQueue}.
 *
 * <pre>
 *              claim                wake
 *   WAITING ----------&gt; CLAIMED ----------&gt; WOKEN
 *      |   &lt;----------
 *      |     put back
 *      +--------------&gt; CANCELLED
 *              cancel
 * </pre>
 *
 * <p>WAITING is left by compare-and-set only, CLAIMED by its claimer only, so a waiter is woken at
 * most once and never both woken and cancelled (A7). While CLAIMED the claimer owns the goroutine's
 * balance, else the goroutine does (A1).
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>claim: CAS</td><td>acquire</td><td>-</td><td>nothing: {@link AssistQueue#claimFirst}
 *       has acquired the balance with the link of the node; there is no weaker compare-and-set
 *       that never fails for no reason</td></tr>
 *   <tr><td>cancel: CAS</td><td>acquire</td><td>put back</td><td>the goroutine misses what it was
 *       given before (E10)</td></tr>
 *   <tr><td>wake, put back: store</td><td>release</td><td>isWoken, claim, cancel</td><td>the same
 *       (E10)</td></tr>
 *   <tr><td>isWoken: load</td><td>acquire</td><td>wake</td><td>the same (E10)</td></tr>
 * </table>
 */
public final class Waiter {
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Waiter.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int WAITING = 0;
  private static final int CLAIMED = 1;
  private static final int CANCELLED = 2;
  private static final int WOKEN = 3;
  private static final String[] NAMES = {"waiting", "claimed", "cancelled", "woken"};

  private final G g;
  private final Thread thread = Thread.currentThread();

  @SuppressWarnings("UnusedVariable") // through STATE
  private int state = WAITING;

  Waiter(G g) {
    this.g = g;
  }

  /** Who waits. */
  public G g() {
    return g;
  }

  /** The thread that enqueued it. */
  public Thread thread() {
    return thread;
  }

  /** Whether the wait is over. Acquire: the balance is as the waker left it. */
  public boolean isWoken() {
    return (int) STATE.getAcquire(this) == WOKEN;
  }

  /** Whether it is waiting and nobody has claimed it; a hint. */
  boolean isWaiting() {
    return (int) STATE.getOpaque(this) == WAITING;
  }

  /** WAITING to CLAIMED; the caller then owns the balance. */
  boolean claim() {
    // one winner is all that is needed: the link that led here has handed on the balance (E10)
    return (int) STATE.compareAndExchangeAcquire(this, WAITING, CLAIMED) == WAITING;
  }

  /** WAITING to CANCELLED, by the goroutine; false if it was claimed and the wait goes on. */
  boolean cancel() {
    // acquire, with putBack: part of the debt may have been paid (E10)
    return (int) STATE.compareAndExchangeAcquire(this, WAITING, CANCELLED) == WAITING;
  }

  /** CLAIMED to WOKEN, by the claimer. */
  void wake() {
    leaveClaimed(WOKEN, "wake");
  }

  /** CLAIMED to WAITING, by the claimer, before it enqueues the waiter again. */
  void putBack() {
    leaveClaimed(WAITING, "put back");
  }

  private void leaveClaimed(int to, String operation) {
    // plain: the claimer reads its own claim; nobody else changes a claimed state
    int seen = (int) STATE.get(this);
    if (seen != CLAIMED) {
      throw new AssistStateException(
          operation + " of " + this + "; only the one that claimed a waiter may do that");
    }
    // release, with isWoken, claim and cancel: the balance as it is left (E10)
    STATE.setRelease(this, to);
  }

  @Override
  public String toString() {
    return "assist wait of " + g + " (" + NAMES[(int) STATE.getOpaque(this)] + ")";
  }
}
