package io.quiesce.gc.assist;

import io.quiesce.sched.G;
import java.util.function.IntSupplier;

/**
 * The balance of each goroutine, in allocation bytes: below 0 is debt that it must work off, above
 * 0 is credit (Go: {@code gp.gcAssistBytes}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Stamp.</b> A balance carries the cycle in which it was written. In any other cycle it
 *       counts as 0, so the start of a cycle forgives all debts without a loop over all goroutines,
 *       which could meet one that is being charged.
 *   <li><b>Change.</b> Read the cycle once, take the balance that counts in it, store balance and
 *       that cycle.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A1. A balance is changed only by its own goroutine, or by who has claimed the goroutine on
 *       the {@link AssistQueue}; so two changes never overlap.
 *   <li>I1. No debt of one cycle is seen in another, whatever the moment of the change: a change
 *       that began in the old cycle is stamped with the old one.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>balance and stamp</td><td>plain</td><td>claim (acquire) and wake (release) of the
 *       queue</td><td>they are the weakest already; without the queue's edges A1</td></tr>
 *   <tr><td>current cycle</td><td>as the supplier reads it</td><td>start of the cycle</td><td>an old
 *       cycle is legal: what is charged to it is forgiven</td></tr>
 * </table>
 *
 * <p>A goroutine that is not charged for exactly 2^29 cycles would see its debt again; it is then
 * asked for work that it once owed.
 */
public final class AssistDebt {
  private final IntSupplier cycle;

  /**
   * Balances that count in the cycle that {@code cycle} names.
   *
   * @param cycle the number of the current cycle, as {@link io.quiesce.phase.PhaseGate#cycle}
   */
  public AssistDebt(IntSupplier cycle) {
    this.cycle = cycle;
  }

  /** The balance of {@code g} in this cycle. */
  public long bytes(G g) {
    return in(cycle.getAsInt(), g);
  }

  /** Adds {@code delta} to the balance; returns the new one. */
  public long add(G g, long delta) {
    // once: between two readings the cycle may change, and an old debt would get the new stamp (I1)
    int now = cycle.getAsInt();
    long bytes = in(now, g) + delta;
    g.setAssist(now, bytes);
    return bytes;
  }

  /** Makes the balance 0. */
  public void clear(G g) {
    g.setAssist(cycle.getAsInt(), 0);
  }

  private static long in(int cycle, G g) {
    return g.assistCycle() == cycle ? g.assistBytes() : 0;
  }
}
