package io.quiesce.trace.cycle;

import io.quiesce.gc.assist.AssistDebt;
import io.quiesce.gc.assist.AssistParking;
import io.quiesce.gc.assist.AssistQueue;
import io.quiesce.gc.assist.CreditServer;
import io.quiesce.gc.assist.Participation;
import io.quiesce.gc.assist.Waiter;
import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Drives the queue of parked assists and the credit: who parks, who is served with how much, who is
 * woken at the end, and what the credit is after each change.
 */
final class QueueJudge implements Participation, AssistParking {
  private static final int SRC = EventKind.BGFLUSH.index("src");
  private static final int AMOUNT = EventKind.BGFLUSH.index("amount");
  private static final int AFTER = EventKind.BGFLUSH.index("bgafter");
  private static final int WORK = EventKind.BGSLOW.index("scanWork");
  private static final int BYTES = EventKind.BGSLOW.index("scanBytes");
  private static final int BYTES_PER_WORK = EventKind.BGSLOW.index("abpw");
  private static final int SERVED = EventKind.ASAT.index("goid");
  private static final int FULL = EventKind.ASAT.index("full");
  private static final int BEFORE = EventKind.ASAT.index("debtBefore");
  private static final int DEBT_AFTER = EventKind.ASAT.index("debtAfter");
  private static final int LEFT = EventKind.ASAT.index("scanBytesLeft");
  private static final int WOKEN = EventKind.AWAKE.index("goid");
  private static final int BALANCE = EventKind.AWAKE.index("assistBytes");
  private static final int N = EventKind.AWAKEALL.index("n");
  private static final int LEFT_OVER = 1;
  private static final int RETIRED = 2;

  /** FORMAT, race 2. */
  private static final String LATE_PARK = "assist parked after a flush found the queue empty";

  /** What a flush does to one parked assist. */
  private record Payment(long goid, boolean full, long before, long after, long left) {}

  private final Marking marking;
  private final Tally tally;
  private final M m = new Sched(1).newM();
  private final AssistDebt debts;
  private final CreditServer server;
  private final CreditBook credit;
  private final Map<G, Long> parkedAt = new HashMap<>();
  private final List<G> readied = new ArrayList<>();
  private final Map<Integer, Deque<Payment>> payments = new HashMap<>();

  /** What a flush has left for the credit, by M. */
  private final Map<Integer, Long> leftOver = new HashMap<>();

  private final Deque<G> atTheEnd = new ArrayDeque<>();
  private long woken;

  QueueJudge(Marking marking, AssistDebt debts) {
    this.marking = marking;
    tally = marking.tally;
    this.debts = debts;
    server = new CreditServer(debts, () -> new AssistRatio(1, 1), this, this);
    credit = new CreditBook(server.credit());
  }

  CreditBook credit() {
    return credit;
  }

  AssistQueue queue() {
    return server.queue();
  }

  /** An assist parks for good at this event. */
  void parked(TraceEvent e, G g) {
    parkedAt.put(g, e.seq());
  }

  /** BGFLUSH: credit comes in, because nobody waits or because something is left. */
  void flush(TraceEvent e, boolean byWorker) {
    long amount = e.arg(AMOUNT);
    long src = e.arg(SRC);
    Long left = leftOver.remove(e.m());
    tally.rule(e, "src", src >= 0 && src <= RETIRED, src);
    tally.same(e, "it is what a flush left", src == LEFT_OVER, left != null);
    tally.same(e, "blackening is enabled", true, marking.blackens());
    if (src != RETIRED) {
      tally.same(e, "a worker flushes", true, byWorker);
    }
    if (src == 0 && queue().hasWaiters()) {
      // legal only for those that parked after the M looked
      boolean late = parkedAt.values().stream().allMatch(seq -> seq > marking.lastOfM(e));
      if (tally.rule(e, "nobody waits", late, queue().waiting().size())) {
        tally.tolerate(LATE_PARK);
      }
    }
    credit.add(amount);
    tally.same(e, "bgafter", e.arg(AFTER), credit.value());
  }

  /** BGSLOW: a flush serves who waits. All at once: Go holds the lock until the last ASAT. */
  void serve(TraceEvent e, boolean byWorker) {
    AssistRatio ratio = ratio(e.arg(BYTES_PER_WORK));
    long bytes = ratio.bytesFor(e.arg(WORK));
    tally.same(e, "scanBytes", e.arg(BYTES), bytes);
    tally.same(e, "a worker flushes", true, byWorker);
    List<G> waiting = queue().waiting();
    List<Long> before = waiting.stream().map(debts::bytes).toList();
    readied.clear();
    long left = server.serve(m, bytes);
    payments.put(e.m(), plan(waiting, before, bytes));
    if (left > 0) {
      leftOver.put(e.m(), left);
    }
  }

  private static AssistRatio ratio(long bits) {
    double bytesPerWork = Double.longBitsToDouble(bits);
    return new AssistRatio(1 / bytesPerWork, bytesPerWork);
  }

  /** What the server did, one entry for each ASAT. */
  private Deque<Payment> plan(List<G> waiting, List<Long> before, long bytes) {
    Deque<Payment> plan = new ArrayDeque<>();
    long left = bytes;
    for (int i = 0; i < waiting.size() && left > 0; i++) {
      G g = waiting.get(i);
      boolean full = readied.contains(g);
      left = full ? left + before.get(i) : 0;
      plan.add(new Payment(g.id(), full, before.get(i), debts.bytes(g), left));
    }
    return plan;
  }

  /** ASAT: the next payment of this M's flush. Returns the goroutine's id if it is woken. */
  boolean pay(TraceEvent e) {
    Deque<Payment> plan = payments.getOrDefault(e.m(), new ArrayDeque<>());
    Payment ours = plan.poll();
    if (ours == null) {
      tally.fail(e, "goid", Long.toString(e.arg(SERVED)), "nobody is served");
      return false;
    }
    tally.same(e, "goid", e.arg(SERVED), ours.goid());
    tally.same(e, "full", e.arg(FULL), ours.full() ? 1 : 0);
    tally.same(e, "debtBefore", e.arg(BEFORE), ours.before());
    tally.same(e, "debtAfter", e.arg(DEBT_AFTER), ours.after());
    tally.same(e, "scanBytesLeft", e.arg(LEFT), ours.left());
    return ours.full();
  }

  /** Before any other step of an M: what its flush owes must have been told. */
  void settled(TraceEvent e) {
    Deque<Payment> plan = payments.get(e.m());
    if (plan != null && e.kind() != EventKind.ASAT) {
      payments.remove(e.m());
      tally.same(e, "payments not told", 0, plan.size());
      Long left = leftOver.get(e.m());
      if (left != null) {
        tally.same(e, "what the flush left comes next", EventKind.BGFLUSH, e.kind());
      }
    }
  }

  /** AWAKE: the next of those that the end of marking wakes. */
  void wake(TraceEvent e) {
    wakeAll();
    G ours = atTheEnd.poll();
    tally.same(e, "goid", e.arg(WOKEN), ours == null ? 0 : ours.id());
    if (ours != null) {
      tally.same(e, "assistBytes", e.arg(BALANCE), debts.bytes(ours));
    }
    woken++;
  }

  private void wakeAll() {
    if (queue().hasWaiters()) {
      readied.clear();
      server.wakeAll(m);
      atTheEnd.addAll(readied);
    }
  }

  /** AWAKEALL: all were told. */
  void allWoken(TraceEvent e) {
    wakeAll();
    tally.same(e, "n", e.arg(N), woken);
    tally.same(e, "assists still parked", 0, atTheEnd.size());
    atTheEnd.clear();
    woken = 0;
    marking.chain.then(e, EventKind.PHASE);
  }

  @Override
  public boolean blackenEnabled() {
    return marking.blackens();
  }

  @Override
  public void ready(M by, Waiter waiter) {
    parkedAt.remove(waiter.g());
    readied.add(waiter.g());
  }

  @Override
  public boolean tryEnter(M by) {
    return marking.participants.tryEnter();
  }

  @Override
  public boolean leave(M by) {
    throw new UnsupportedOperationException("a replay feeds each step by itself");
  }

  @Override
  public void markDone(M by) {
    throw new UnsupportedOperationException("a replay feeds each step by itself");
  }

  @Override
  public void park(M by, Waiter waiter) {
    throw new UnsupportedOperationException("a replay feeds each step by itself");
  }
}
