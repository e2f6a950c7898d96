package io.quiesce.trace.cycle;

import io.quiesce.gc.assist.AssistDebt;
import io.quiesce.gc.assist.AssistDemand;
import io.quiesce.gc.assist.AssistQueue;
import io.quiesce.gc.assist.Waiter;
import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.sched.G;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Compares each step of each assist: the order of the steps, and the arithmetic bit for bit. The
 * balance may fall by allocation between assists, which is not recorded; everything else is not an
 * input.
 */
final class AssistJudge {
  private static final int BALANCE = EventKind.ASTART.index("assistBytes");
  private static final int DEBT = EventKind.ASTART.index("debtBytes");
  private static final int WORK = EventKind.ASTART.index("scanWork");
  private static final int CREDIT = EventKind.ASTART.index("bgread");
  private static final int WORK_PER_BYTE = EventKind.ASTART.index("awpb");
  private static final int BYTES_PER_WORK = EventKind.ASTART.index("abpw");
  private static final int TRY = EventKind.ASTART.index("try");
  private static final int STEAL_READ = EventKind.ASTEAL.index("bgread");
  private static final int STOLEN = EventKind.ASTEAL.index("stolen");
  private static final int STEAL_AFTER = EventKind.ASTEAL.index("bgafter");
  private static final int STEAL_BALANCE = EventKind.ASTEAL.index("assistBytes");
  private static final int REMAINING = EventKind.ASTEAL.index("remaining");
  private static final int WANTED = EventKind.AWORK.index("wanted");
  private static final int DID = EventKind.AWORK.index("done");
  private static final int WORK_BALANCE = EventKind.AWORK.index("assistBytes");
  private static final int WORK_RATIO = EventKind.AWORK.index("abpw");
  private static final int COMPLETED = EventKind.ADONE.index("completed");
  private static final int DONE_BALANCE = EventKind.ADONE.index("assistBytes");
  private static final int PREEMPT = EventKind.ADONE.index("preempt");
  private static final int RESULT = EventKind.APARK.index("res");
  private static final int PARK_CREDIT = EventKind.APARK.index("bg");
  private static final int PARK_BALANCE = EventKind.APARK.index("assistBytes");
  private static final int WAS_EMPTY = EventKind.APARK.index("qwasempty");

  /** FORMAT, race 3. */
  private static final String RACING_STEAL = "credit changed between its reading and the steal";

  /** FORMAT, race 5: the zeroing of the balances comes before GCSTART, where it is told. */
  private static final String EARLY_RESET = "balance zeroed before GCSTART";

  /** Bytes of a sudog, of which gcMarkDone's semaphores may allocate some. */
  private static final int SUDOG = 96;

  private final Marking marking;
  private final Tally tally;
  private final AssistDebt debts;
  private final QueueJudge queue;
  private final Map<Long, Assist> assists = new HashMap<>();

  AssistJudge(Marking marking, AssistDebt debts, QueueJudge queue) {
    this.marking = marking;
    tally = marking.tally;
    this.debts = debts;
    this.queue = queue;
  }

  private Assist of(long goid) {
    return assists.computeIfAbsent(goid, Assist::new);
  }

  private Assist at(TraceEvent e, Assist.Step... allowed) {
    Assist a = of(e.g());
    tally.rule(e, "order after " + a.step, a.isAt(allowed), e.g());
    return a;
  }

  /** ASTART: the demand, from the balance and the ratio. */
  void start(TraceEvent e) {
    boolean retry = e.arg(TRY) > 1;
    Assist a = retry ? at(e, Assist.Step.RETRY) : at(e, Assist.Step.OUT, Assist.Step.DONE);
    long ours = debts.bytes(a.g);
    long go = e.arg(BALANCE);
    tally.rule(e, "it is in debt", go < 0, go);
    if (retry) {
      tally.same(e, "try", e.arg(TRY), a.tries + 1);
      compareBalance(e, a.g, go);
    } else {
      tally.same(e, "try", e.arg(TRY), 1);
      tally.rule(e, "the last assist left no debt", ours >= 0 || a.isAt(Assist.Step.OUT), ours);
      tally.rule(e, "assistBytes only fell", go <= ours, go);
    }
    debts.clear(a.g);
    debts.add(a.g, go);
    a.tries = e.arg(TRY);
    a.ratio = ratio(e, WORK_PER_BYTE, BYTES_PER_WORK);
    a.demand = AssistDemand.of(go, a.ratio);
    a.wanted = a.demand.scanWork();
    a.creditRead = e.arg(CREDIT);
    tally.same(e, "debtBytes", e.arg(DEBT), a.demand.debtBytes());
    tally.same(e, "scanWork", e.arg(WORK), a.wanted);
    tally.same(e, "bgread", e.arg(CREDIT), queue.credit().value());
    a.step = e.arg(CREDIT) > 0 ? Assist.Step.STEALS : Assist.Step.ENTERS;
  }

  private static AssistRatio ratio(TraceEvent e, int workPerByte, int bytesPerWork) {
    return new AssistRatio(
        Double.longBitsToDouble(e.arg(workPerByte)), Double.longBitsToDouble(e.arg(bytesPerWork)));
  }

  /** ASTEAL: from what was read, though it may have changed. */
  void steal(TraceEvent e) {
    Assist a = at(e, Assist.Step.STEALS);
    tally.same(e, "bgread", e.arg(STEAL_READ), a.creditRead);
    long stolen = Math.min(a.creditRead, a.wanted);
    if (queue.credit().value() == a.creditRead) {
      stolen = queue.credit().steal(a.wanted);
    } else {
      tally.tolerate(RACING_STEAL);
      queue.credit().take(stolen);
    }
    a.wanted -= stolen;
    tally.same(e, "stolen", e.arg(STOLEN), stolen);
    tally.same(e, "bgafter", e.arg(STEAL_AFTER), queue.credit().value());
    long balance = debts.add(a.g, a.demand.worth(stolen, a.ratio));
    tally.same(e, "assistBytes", e.arg(STEAL_BALANCE), balance);
    tally.same(e, "remaining", e.arg(REMAINING), a.wanted);
    a.step = a.wanted == 0 ? Assist.Step.OUT : Assist.Step.ENTERS;
  }

  /** ASKIP: marking was closed; the debt is forgiven. */
  void skip(TraceEvent e) {
    Assist a = at(e, Assist.Step.ENTERS);
    tally.same(e, "blackening is enabled", false, marking.blackens());
    compareBalance(e, a.g, e.arg(0));
    debts.clear(a.g);
    a.step = Assist.Step.DONE;
  }

  /** NWAIT of an assist. */
  void participate(TraceEvent e, boolean enters) {
    Assist a = at(e, enters ? Assist.Step.ENTERS : Assist.Step.LEAVES);
    a.step = enters ? Assist.Step.WORKS : Assist.Step.LEFT;
  }

  /** AWORK: paid for what was done, and one byte. */
  void work(TraceEvent e) {
    Assist a = at(e, Assist.Step.WORKS);
    tally.same(e, "wanted", e.arg(WANTED), a.wanted);
    tally.rule(e, "done", e.arg(DID) >= 0, e.arg(DID));
    double bytesPerWork = Double.longBitsToDouble(e.arg(WORK_RATIO));
    AssistRatio now = new AssistRatio(a.ratio.workPerByte(), bytesPerWork);
    tally.same(e, "assistBytes", e.arg(WORK_BALANCE), debts.add(a.g, now.earned(e.arg(DID))));
    a.step = Assist.Step.LEAVES;
  }

  /** ADONE: on the user stack again, with the result; {@code last}: it had found no work. */
  void done(TraceEvent e, boolean last) {
    Assist a = at(e, Assist.Step.LEFT, Assist.Step.DONE);
    tally.same(e, "completed", e.arg(COMPLETED), last ? 1 : 0);
    tally.rule(e, "preempt is 0 or 1", e.arg(PREEMPT) >> 1 == 0, e.arg(PREEMPT));
    compareBalance(e, a.g, e.arg(DONE_BALANCE));
    a.completed = last;
    a.step = Assist.Step.DONE;
    if (last) {
      marking.chain.then(e, EventKind.MDENTER);
    }
  }

  /** ARESCHED: preempted while in debt. */
  void preempted(TraceEvent e) {
    Assist a = at(e, Assist.Step.DONE);
    compareAfterDone(e, a, e.arg(0));
    a.step = Assist.Step.RETRY;
  }

  /** APARK: in debt; backs out (0), parks (1) or is over (2). */
  void park(TraceEvent e) {
    Assist a = at(e, Assist.Step.DONE);
    compareAfterDone(e, a, e.arg(PARK_BALANCE));
    AssistQueue parked = queue.queue();
    tally.same(e, "qwasempty", e.arg(WAS_EMPTY), parked.hasWaiters() ? 0 : 1);
    tally.same(e, "bg", e.arg(PARK_CREDIT), queue.credit().value());
    Waiter waiter = parked.enqueue(a.g);
    boolean over = !marking.blackens();
    if (over || queue.credit().value() > 0) {
      parked.cancel(waiter);
      a.step = over ? Assist.Step.ENDS : Assist.Step.RETRY;
    } else {
      queue.parked(e, a.g);
      a.step = Assist.Step.PARKED;
    }
    tally.same(e, "res", e.arg(RESULT), over ? 2 : a.step == Assist.Step.RETRY ? 0 : 1);
  }

  /** ASAT with the whole debt, or AWAKE. */
  void woken(TraceEvent e, long goid) {
    Assist a = of(goid);
    tally.rule(e, "it was parked", a.isAt(Assist.Step.PARKED), goid);
    a.step = Assist.Step.ENDS;
  }

  /** AEND: satisfied. */
  void end(TraceEvent e) {
    Assist a = at(e, Assist.Step.ENDS);
    compareBalance(e, a.g, e.arg(0));
    a.step = Assist.Step.OUT;
  }

  /** BGFLUSH of a goroutine that ends: only one in credit gives any. */
  void retire(TraceEvent e) {
    Assist a = at(e, Assist.Step.OUT, Assist.Step.DONE);
    long balance = debts.bytes(a.g);
    tally.rule(e, "it is in credit", balance > 0, balance);
    debts.clear(a.g);
  }

  private void compareAfterDone(TraceEvent e, Assist a, long go) {
    long ours = debts.bytes(a.g);
    tally.rule(e, "it is in debt", go < 0, go);
    if (a.completed && go < ours && (ours - go) % SUDOG == 0) {
      debts.add(a.g, go - ours);
    }
    compareBalance(e, a.g, go);
    a.completed = false;
  }

  private void compareBalance(TraceEvent e, G g, long go) {
    if (go == 0 && debts.bytes(g) != 0 && marking.gate.phase().code() == 0) {
      tally.tolerate(EARLY_RESET);
      debts.clear(g);
    }
    tally.same(e, "assistBytes", go, debts.bytes(g));
  }
}
