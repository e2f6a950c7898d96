package io.quiesce.gc.assist;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * Parking, flushing, stealing and the end of the cycle at {@link CreditServer}; sleeping is a
 * state. After each interleaving nobody sleeps beside credit (A10) or after the end (A6), and no
 * unit of work was lost or made (A4).
 *
 * <p>Results of two parkings beside one flush depend on how far it has got, so each scenario has
 * one. Every one has more than 30,000 interleavings; {@code AssistParkRaces} are these races as
 * small as they get, and the explorer exhausts them.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=CreditServerLinearizability}
 */
@ModelChecked(specification = CreditServerLinearizability.Model.class, random = false)
@Scenario(
    threads = {"park(1, 3)", "flush(5)"},
    after = "fate(1)",
    exhaustive = false)
@Scenario(
    threads = {"park(1, 3)", "flush(2)"},
    after = "fate(1); balance(1)",
    exhaustive = false)
@Scenario(
    threads = {"park(1, 3)", "end()"},
    after = "fate(1)",
    exhaustive = false)
@Scenario(
    before = "park(1, 3)",
    threads = {"flush(5)", "steal(2)"},
    after = "fate(1)",
    exhaustive = false)
@Scenario(
    before = "park(1, 3)",
    threads = {"flush(2)", "end()"},
    after = "fate(1)",
    exhaustive = false)
@Scenario(
    before = "park(1, 3)",
    threads = {"flush(2)", "flush(1)"},
    after = "fate(1); balance(1)",
    exhaustive = false)
@Scenario(
    threads = {"park(1, 3)", "flush(2); flush(2)"},
    after = "fate(1)",
    exhaustive = false)
@SuppressWarnings("this-escape") // the server calls its host back only when it is used
public class CreditServerLinearizability implements Participation, AssistParking {
  private static final int NAMES = 3;
  private static final int SATISFIED = 0;
  private static final int RETRY = 1;
  private static final int PARKED = 2;
  private static final int WOKEN = 3;

  private final M m = new Sched(1).newM();
  private final AssistDebt debts = new AssistDebt(() -> 1);
  private final AssistRatio ratio = new AssistRatio(1, 1);
  private final CreditServer server = new CreditServer(debts, () -> ratio, this, this);
  private final G[] gs = new G[NAMES];
  private final Waiter[] waiters = new Waiter[NAMES];
  private final int[] fates = new int[NAMES];
  private volatile boolean open = true;

  /** Nobody waits, no credit. */
  public CreditServerLinearizability() {}

  /** Parks with a debt, as an assist does: enqueue, look, cancel or sleep. */
  @Operation
  public void park(int id, int debt) {
    G g = new G(id);
    gs[id] = g;
    debts.add(g, -debt);
    Waiter waiter = server.queue().enqueue(g);
    waiters[id] = waiter;
    boolean over = !blackenEnabled();
    boolean leaves = over || server.credit().available() > 0;
    boolean left = leaves && server.queue().cancel(waiter);
    fates[id] = !left ? PARKED : over ? SATISFIED : RETRY;
  }

  /** Whether it need not sleep: it was woken, saw the end, or finds enough when it tries again. */
  @Operation
  public boolean fate(int id) {
    return switch (fates[id]) {
      case PARKED -> waiters[id].isWoken();
      case RETRY -> !open || balance(id) == 0;
      default -> true;
    };
  }

  /** What it owes beyond the credit that it can steal. */
  @Operation
  public long balance(int id) {
    return Math.min(0, debts.bytes(gs[id]) + banked());
  }

  private long banked() {
    return server.credit().available();
  }

  /** Work from the background. */
  @Operation
  public void flush(int work) {
    server.flush(m, work);
  }

  /** An assist steals; what it gets depends on the order, so it is put back. */
  @Operation
  public void steal(int units) {
    server.flush(m, server.credit().steal(units));
  }

  /** The cycle ends. */
  @Operation
  public void end() {
    open = false;
    server.wakeAll(m);
  }

  /** A6 and A10. */
  @Validate
  public void nobodySleepsForNothing() {
    List<G> asleep = server.queue().waiting();
    if (!asleep.isEmpty() && (!open || banked() > 0)) {
      throw new AssertionError(asleep + " asleep; open " + open + ", " + server.credit());
    }
  }

  @Override
  public boolean blackenEnabled() {
    return open;
  }

  @Override
  public void ready(M by, Waiter waiter) {
    if (!waiter.isWoken()) {
      throw new AssertionError("A7: made ready before it was woken: " + waiter);
    }
    fates[(int) waiter.g().id()] = WOKEN;
  }

  @Override
  public boolean tryEnter(M by) {
    return open;
  }

  @Override
  public boolean leave(M by) {
    return false;
  }

  @Override
  public void markDone(M by) {
    throw new AssertionError("nobody completes");
  }

  @Override
  public void park(M by, Waiter waiter) {
    throw new AssertionError("nobody sleeps here");
  }

  /** The specification: a debt, a sum, and the end. */
  public static final class Model {
    private final long[] debts = new long[NAMES];
    private long work;
    private boolean ended;

    /** A debt. */
    public void park(int id, int debt) {
      debts[id] = debt;
    }

    /** It sleeps as long as there was not enough. */
    public boolean fate(int id) {
      return ended || work >= debts[id];
    }

    /** What is not covered. */
    public long balance(int id) {
      return Math.min(0, work - debts[id]);
    }

    /** More work. */
    public void flush(int units) {
      work += units;
    }

    /** Nothing is lost. */
    public void steal(int units) {}

    /** Everybody wakes. */
    public void end() {
      ended = true;
    }
  }
}
