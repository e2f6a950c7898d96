package io.quiesce.gc.assist;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import java.util.function.Supplier;

/**
 * Makes goroutines that allocate help with marking (Go: {@code gcAssistAlloc}, {@code
 * gcAssistAlloc1}, {@code gcParkAssist} in mgcmark.go).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Charge.</b> An allocation lowers the balance; below 0 the goroutine assists.
 *   <li><b>Steal.</b> Compute the work that pays the debt, at least 64 Ki units; take it from the
 *       background credit. If that covers it, done.
 *   <li><b>Work</b>, on the system stack: clear {@code g.param}; enter marking, or if it is closed
 *       forgive the debt; become WAITING, so that others can scan this stack; drain; become
 *       RUNNING; raise the balance; leave marking; if that was the last participant and nothing is
 *       left, put the goroutine into {@code g.param}.
 *   <li><b>Complete</b>, on the user stack: read and clear {@code g.param}; if it was set, try to
 *       complete marking.
 *   <li><b>Still in debt.</b> If the P is wanted give it up and start again at 2. Else enqueue, and
 *       look again: if marking is closed the goroutine is satisfied, if there is credit it starts
 *       again; both by cancelling its wait. Else, or if the wait was claimed meanwhile, it sleeps
 *       until woken, and is satisfied.
 * </ol>
 *
 * <h2>Why the result travels through the goroutine</h2>
 *
 * While step 3 drains, a root job may shrink the stack of this very goroutine. A result written
 * into the caller's frame would go to the old stack; so step 3 knows no address of the user stack
 * (Y2; Go commit f9e1adb7).
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A2. An assist that returns while marking is open has a balance of at least 0, unless it ran
 *       where assists do not (system stack, locks held, preemption off).
 *   <li>A3. A goroutine is paid for the work that it did and stole, plus one byte each.
 *   <li>A5. Enter and leave are paired; the early exit does neither.
 *   <li>A6, A7. See {@link CreditServer}, {@link AssistQueue}.
 *   <li>Y4. {@code g.param} is null before and after an assist; it is cleared first, so that a
 *       stale value does not survive the early exit.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>g.param</td><td>plain</td><td>same thread</td><td>nothing weaker</td></tr>
 *   <tr><td>enqueue, then blackenEnabled</td><td>volatile</td><td>disable, then wake-all</td><td>A6:
 *       sleeps for ever</td></tr>
 *   <tr><td>enqueue, then credit</td><td>volatile</td><td>add, then look at the queue</td><td>A10:
 *       sleeps beside credit</td></tr>
 * </table>
 */
public final class Assists {
  private final AssistDebt debts;
  private final Supplier<AssistRatio> ratio;
  private final Participation participation;
  private final AssistDrain drain;
  private final AssistParking parking;
  private final AssistClock clock;
  private final CreditServer server;

  /**
   * Assists without anybody parked.
   *
   * @param debts the balances
   * @param ratio the pacer's current ratio
   * @param participation mark completion
   * @param drain marks
   * @param parking sleeps and wakes
   * @param clock measures
   */
  public Assists(
      AssistDebt debts,
      Supplier<AssistRatio> ratio,
      Participation participation,
      AssistDrain drain,
      AssistParking parking,
      AssistClock clock) {
    this.debts = debts;
    this.ratio = ratio;
    this.participation = participation;
    this.drain = drain;
    this.parking = parking;
    this.clock = clock;
    server = new CreditServer(debts, ratio, participation, parking);
  }

  /** The parked assists; for oracles. */
  public AssistQueue queue() {
    return server.queue();
  }

  /** The background credit. */
  public BgCredit credit() {
    return server.credit();
  }

  /** A new cycle: no credit, no time; balances are forgiven by their stamp. World stopped. */
  public void startCycle() {
    credit().reset();
    clock.reset();
  }

  /** Step 1, before an allocation of {@code bytes}: charges it, and assists if that is debt. */
  public void charge(M m, G g, long bytes) {
    if (participation.blackenEnabled() && debts.add(g, -bytes) < 0) {
      gcAssistAlloc(m, g);
    }
  }

  /** The goroutine ends: what it did ahead goes to the others (Go: {@code goexit0}). */
  public void retire(M m, G g) {
    long bytes = participation.blackenEnabled() ? debts.bytes(g) : 0;
    debts.clear(g);
    if (bytes > 0) {
      gcFlushBgCredit(m, ratio.get().workFor(bytes));
    }
  }

  /**
   * Assists until the goroutine is out of debt or marking is over. On the user stack of the current
   * goroutine; may give up the P and sleep. Does nothing where preemption is forbidden.
   *
   * @throws AssistStateException if {@code m} does not run {@code g}
   */
  public void gcAssistAlloc(M m, G g) {
    if (m.onSystemStack() || !m.mayBePreempted()) {
      return;
    }
    if (m.curg() != g) {
      throw new AssistStateException(
          "gcAssistAlloc for " + g + " on " + m + ", which runs " + m.curg());
    }
    while (debts.bytes(g) < 0) {
      assistOnce(m, g);
      if (debts.bytes(g) >= 0 || (!m.poll() && park(m, g))) {
        return;
      }
    }
  }

  /** Steps 2 to 4. */
  private void assistOnce(M m, G g) {
    AssistRatio now = ratio.get();
    AssistDemand demand = AssistDemand.of(debts.bytes(g), now);
    long stolen = credit().steal(demand.scanWork());
    if (stolen > 0) {
      debts.add(g, demand.worth(stolen, now));
    }
    long work = demand.scanWork() - stolen;
    if (work == 0) {
      return;
    }
    m.systemstack(() -> gcAssistAlloc1(m, g, work));
    boolean completed = g.param() != null;
    g.setParam(null);
    if (completed) {
      participation.markDone(m);
    }
  }

  /**
   * Step 3: the half of an assist that knows nothing of the user stack.
   *
   * @param work units to do
   */
  @SystemStack
  public void gcAssistAlloc1(M m, G g, long work) {
    m.requireSystemStack("gcAssistAlloc1");
    // first, before the early exit: a stale result would pass for this assist's (Y4)
    g.setParam(null);
    if (!participation.tryEnter(m)) {
      debts.clear(g);
      return;
    }
    long start = clock.now();
    // WAITING: another assist may be about to scan this stack while we scan its own
    g.cas(GStatus.RUNNING, GStatus.WAITING);
    long done = drain.gcDrainN(m, work);
    g.cas(GStatus.WAITING, GStatus.RUNNING);
    debts.add(g, ratio.get().earned(done));
    if (participation.leave(m)) {
      g.setParam(g);
    }
    clock.elapsed(m.pid(), start);
  }

  /** Step 5: true if the goroutine is satisfied, false if it must try again. */
  private boolean park(M m, G g) {
    Waiter waiter = queue().enqueue(g);
    // volatile, after the volatile enqueue; weaker: A6
    boolean over = !participation.blackenEnabled();
    // volatile likewise; weaker: A10
    if ((over || credit().available() > 0) && queue().cancel(waiter)) {
      return over;
    }
    while (!waiter.isWoken()) {
      parking.park(m, waiter);
    }
    return true;
  }

  /** Gives {@code work} done in the background to parked assists, or to the credit. */
  public void gcFlushBgCredit(M m, long work) {
    server.flush(m, work);
  }

  /**
   * Wakes every parked assist; after blackening was disabled.
   *
   * @return how many were woken
   * @throws AssistStateException if blackening is enabled
   */
  public int gcWakeAllAssists(M m) {
    return server.wakeAll(m);
  }
}
