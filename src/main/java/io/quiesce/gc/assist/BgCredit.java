package io.quiesce.gc.assist;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Scan work that background workers did and nobody has used yet (Go: {@code bgScanCredit}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Add.</b> One atomic addition.
 *   <li><b>Steal.</b> Compare-and-set the credit down by what is wanted, or by all there is. Go
 *       reads first and subtracts later, so that two thieves may drive it below 0; here they do
 *       not.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A4. What was added less what was stolen is the credit, exactly.
 *   <li>I1. It is never negative.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>add</td><td>volatile</td><td>park's read of the credit after its enqueue</td><td>the
 *       flusher's next read, of the queue, moves before the addition: a parked assist sleeps beside
 *       credit (A10, E11)</td></tr>
 *   <tr><td>available</td><td>volatile</td><td>add; it follows the enqueue</td><td>the same, from
 *       the other side</td></tr>
 *   <tr><td>steal: load</td><td>opaque</td><td>validated by the CAS</td><td>plain: may be invented
 *       or torn</td></tr>
 *   <tr><td>steal: CAS</td><td>plain order would do</td><td>none: the number itself is all</td>
 *       <td>it must be atomic (A4, I1)</td></tr>
 * </table>
 */
public final class BgCredit {
  private static final VarHandle CREDIT;

  static {
    try {
      CREDIT = MethodHandles.lookup().findVarHandle(BgCredit.class, "credit", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through CREDIT
  private long credit;

  /** No credit. */
  public BgCredit() {}

  /**
   * Adds work that was done; returns the credit after it. Volatile: a read of the queue that
   * follows comes after it.
   *
   * @throws IllegalArgumentException if {@code work} is negative
   */
  public long add(long work) {
    if (work < 0) {
      throw new IllegalArgumentException("credit of " + work + " units of work is negative");
    }
    // volatile, with available() of a parking assist; weaker: A10
    return (long) CREDIT.getAndAdd(this, work) + work;
  }

  /** Takes at most {@code wanted} units; returns how many, 0 if there are none. */
  public long steal(long wanted) {
    // opaque: only a guess, the CAS decides
    long seen = (long) CREDIT.getOpaque(this);
    while (seen > 0) {
      long stolen = Math.min(seen, wanted);
      // atomic is all that is needed: no other data hangs on the number (A4)
      long witness = (long) CREDIT.compareAndExchange(this, seen, seen - stolen);
      if (witness == seen) {
        return stolen;
      }
      seen = witness;
    }
    return 0;
  }

  /** What there is. Volatile: comes after the enqueue of the parking assist (E11). */
  public long available() {
    return (long) CREDIT.getVolatile(this);
  }

  /** Forgets the credit of the last cycle; the world is stopped. */
  public void reset() {
    // opaque: the restart of the world publishes it
    CREDIT.setOpaque(this, 0L);
  }

  @Override
  public String toString() {
    return "BgCredit[" + (long) CREDIT.getOpaque(this) + "]";
  }
}
