package io.quiesce.gc.assist;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Assists over marking that a test plays: how much a drain does, whether it was the last, what
 * happens while a goroutine is parked. For one thread.
 */
final class AssistLab implements Participation, AssistDrain, AssistParking {
  final Sched sched = new Sched(2);
  final M m = sched.newM(0);

  /** Runs nothing; flushes and wakes in place of others. */
  final M other = sched.newM(1);

  final AtomicInteger cycle = new AtomicInteger(1);
  final AssistDebt debts = new AssistDebt(cycle::get);
  final List<String> log = new ArrayList<>();
  final Deque<Runnable> whileParked = new ArrayDeque<>();
  AssistRatio ratio = new AssistRatio(1, 1);
  boolean open = true;
  int active;

  /** What each drain does; the rest of the work is not there. */
  long drains = Long.MAX_VALUE;

  Runnable whileDraining = () -> {};

  /** How many leaves find that nothing is left. */
  int completions;

  long now;
  final AssistClock clock = new AssistClock(2, () -> now);
  final Assists assists = new Assists(debts, () -> ratio, this, this, this, clock);

  /** A goroutine that {@code m} runs. */
  G running(long id) {
    G g = runnable(id);
    m.execute(g);
    return g;
  }

  static G runnable(long id) {
    G g = new G(id);
    g.cas(GStatus.IDLE, GStatus.RUNNABLE);
    return g;
  }

  /** A goroutine with that balance, on the queue. */
  G parked(long id, long balance) {
    G g = new G(id);
    debts.add(g, balance);
    assists.queue().enqueue(g);
    return g;
  }

  @Override
  public boolean tryEnter(M m) {
    m.requireSystemStack("tryEnter");
    if (open) {
      active++;
    }
    return open;
  }

  @Override
  public boolean leave(M m) {
    m.requireSystemStack("leave");
    active--;
    return active == 0 && completions-- > 0;
  }

  @Override
  public void markDone(M m) {
    log.add("markDone" + (m.onSystemStack() ? " on the system stack" : ""));
    open = false;
    assists.gcWakeAllAssists(m);
  }

  @Override
  public boolean blackenEnabled() {
    return open;
  }

  @Override
  @SystemStack
  public long gcDrainN(M m, long scanWork) {
    m.requireSystemStack("gcDrainN");
    long done = Math.min(scanWork, drains);
    log.add("drain " + scanWork + " " + m.curg().status());
    whileDraining.run();
    return done;
  }

  @Override
  public void park(M m, Waiter waiter) {
    log.add("park " + waiter.g().id());
    whileParked.remove().run();
  }

  @Override
  public void ready(M m, Waiter waiter) {
    log.add("ready " + waiter.g().id());
  }
}
