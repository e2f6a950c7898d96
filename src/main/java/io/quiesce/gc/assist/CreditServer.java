package io.quiesce.gc.assist;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import java.util.function.Supplier;

/**
 * Hands the work of background workers to parked assists, and what is left to the credit (Go:
 * {@code gcFlushBgCredit}, {@code gcWakeAllAssists} in mgcmark.go).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Serve.</b> Turn the work into bytes. While there are bytes claim the first waiter: if
 *       they cover its debt clear the debt and wake it; else add them to its balance and put it
 *       back at the end.
 *   <li><b>Bank.</b> Turn what is left into work again and add it to the credit. In Go an assist
 *       that parks between a look at the empty queue and this addition sleeps beside credit.
 *   <li><b>Look again.</b> If the cycle is over wake everybody. If somebody waits take all credit
 *       back and start over with it; if there is none, who took it or who waits will look.
 *   <li><b>Wake all.</b> After blackening was disabled: claim and wake until nobody waits.
 * </ol>
 *
 * <h2>Why nobody sleeps beside credit</h2>
 *
 * Waiters come to the queue by an enqueue or by being put back; each is followed by a look at the
 * credit (the parking assist's own, or step 3). Credit grows by step 2 only, followed by a look at
 * the queue. All four accesses are volatile, so of an enqueue and an addition at least one sees the
 * other. A waiter in the hands of a claimer is in no queue, but the claimer wakes it or puts it
 * back.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A4. Work is used once: served or banked, and what is taken back is no longer banked.
 *   <li>A6. After wake-all has returned nobody is or stays parked: who enqueues or puts back later
 *       sees that blackening is disabled.
 *   <li>A10. At quiescence, credit above 0 means that nobody waits; Go does not promise this.
 * </ul>
 *
 * <p>Orderings: see {@link AssistQueue}, {@link BgCredit} and {@link Participation#blackenEnabled};
 * each of the looks of steps 2 and 3 is volatile.
 *
 * <p>Not promised: that rounding between bytes and work loses nothing; a unit may be lost at each
 * conversion, as in Go. Nor how often a flush that takes credit back and an assist that looks for
 * it pass each other; each try of the assist pays at least one byte, so it ends.
 */
public final class CreditServer {
  private final AssistQueue queue = new AssistQueue();
  private final BgCredit credit = new BgCredit();
  private final AssistDebt debts;
  private final Supplier<AssistRatio> ratio;
  private final Participation participation;
  private final AssistParking parking;

  /**
   * A server without waiters and credit.
   *
   * @param debts the balances of the goroutines
   * @param ratio what work is worth now
   * @param participation says whether marking is open
   * @param parking wakes goroutines
   */
  public CreditServer(
      AssistDebt debts,
      Supplier<AssistRatio> ratio,
      Participation participation,
      AssistParking parking) {
    this.debts = debts;
    this.ratio = ratio;
    this.participation = participation;
    this.parking = parking;
  }

  /** The parked assists. */
  public AssistQueue queue() {
    return queue;
  }

  /** The work that nobody has used. */
  public BgCredit credit() {
    return credit;
  }

  /** Gives {@code work} units that were done in the background to who needs them. */
  public void flush(M m, long work) {
    long left = work;
    while (left > 0) {
      if (queue.hasWaiters()) {
        left = ratio.get().workFor(serve(m, ratio.get().bytesFor(left)));
      }
      if (left > 0) {
        credit.add(left);
      }
      left = lookAgain(m);
    }
  }

  /** Step 3: the work to start over with, 0 if nobody needs to be served. */
  private long lookAgain(M m) {
    // volatile, after the volatile put back or addition: weaker loses A6 or A10
    if (!participation.blackenEnabled()) {
      wakeEach(m);
      return 0;
    }
    return queue.hasWaiters() ? credit.steal(Long.MAX_VALUE) : 0;
  }

  /**
   * Step 1: serves waiters with {@code bytes}.
   *
   * @return the bytes left, above 0 only if nobody waits
   */
  public long serve(M m, long bytes) {
    long left = bytes;
    while (left > 0) {
      Waiter first = queue.claimFirst();
      if (first == null) {
        return left;
      }
      left = pay(m, first, left);
    }
    return left;
  }

  private long pay(M m, Waiter waiter, long bytes) {
    G g = waiter.g();
    long balance = debts.add(g, bytes);
    if (balance < 0) {
      queue.putBack(waiter);
      return 0;
    }
    debts.clear(g);
    wake(m, waiter);
    return balance;
  }

  private void wake(M m, Waiter waiter) {
    queue.wake(waiter);
    parking.ready(m, waiter);
  }

  /**
   * Wakes every parked assist, debts as they are.
   *
   * @return how many were woken
   * @throws AssistStateException if blackening is still enabled: assists could park behind it (A6)
   */
  public int wakeAll(M m) {
    if (participation.blackenEnabled()) {
      throw new AssistStateException(
          "wakeAll while blackening is enabled; disable it first, or an assist parks behind it");
    }
    return wakeEach(m);
  }

  private int wakeEach(M m) {
    int woken = 0;
    for (Waiter w = queue.claimFirst(); w != null; w = queue.claimFirst()) {
      wake(m, w);
      woken++;
    }
    return woken;
  }
}
