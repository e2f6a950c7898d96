package io.quiesce.runtime.schedule;

import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Hands runnable goroutines to Ms that have a P (Go: {@code schedule}, {@code findRunnable}, {@code
 * ready}, {@code goschedImpl}, {@code wakep}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Publish.</b> A goroutine that becomes runnable goes to the queue of the M's P; to the
 *       global queue if that is full, the M has no P, or the goroutine was preempted. Then wake.
 *   <li><b>Wake.</b> Full fence; if a P is idle, wake an M that sleeps.
 *   <li><b>Find.</b> Serve a request for the P; a mark worker if one is due; every 61st time the
 *       global queue first; the own queue; the global queue; the queues of others; then idle work
 *       of the collector.
 *   <li><b>Sleep.</b> As {@link IdleMachines} says; the P is given up, so a barrier or a stop finds
 *       it idle.
 *   <li><b>Chain.</b> An M that found a goroutine after it slept wakes the next if there is more: a
 *       wake-up that met an M already awake is passed on.
 * </ol>
 *
 * <p>Invariants: I1, a runnable goroutine is found while any M is not blocked; I2, a goroutine is
 * handed to one M only.
 *
 * <p>Orderings: those of the queues; the fence in wake and the fence before the second look.
 */
public final class Scheduler {
  private static final int GLOBAL_FIRST = 61;

  /** Longs from one tick to the next: two cache lines. */
  private static final int STRIDE = 16;

  private final Sched sched;
  private final RunQueue[] local;
  private final GoroutineQueue global = new GoroutineQueue();
  private final IdleMachines idle = new IdleMachines();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicLongArray ticks;
  private Duties duties;

  /** A scheduler over the Ps of {@code sched}, without goroutines. */
  public Scheduler(Sched sched) {
    this.sched = sched;
    local = new RunQueue[sched.procs()];
    for (int id = 0; id < local.length; id++) {
      local[id] = new RunQueue();
    }
    ticks = new AtomicLongArray((local.length + 1) * STRIDE);
  }

  /** Says who does the collector's duties; once, before the first M starts. */
  public void setDuties(Duties collector) {
    duties = collector;
  }

  /** Makes a new goroutine, DEAD until now and owned by the caller, runnable. */
  public void start(M m, G g) {
    g.cas(GStatus.DEAD, GStatus.RUNNABLE);
    enqueue(m, g);
  }

  /**
   * A parked goroutine may go on (Go: {@code ready}).
   *
   * @throws io.quiesce.sched.GoroutineStateException if it is not parked: it would be woken twice
   */
  public void ready(M m, G g) {
    g.cas(GStatus.WAITING, GStatus.RUNNABLE);
    enqueue(m, g);
  }

  /** The current goroutine lets others run (Go: {@code Gosched}, {@code gopreempt_m}). */
  public void yieldCurrent(M m) {
    G g = m.drop(GStatus.RUNNABLE);
    global.put(g);
    wake();
  }

  private void enqueue(M m, G g) {
    if (m.p() == null || !local[m.pid()].put(g)) {
      global.put(g);
    }
    wake();
  }

  /** Wakes an M if a P is idle; after publishing work. */
  public void wake() {
    // with the fence in sleep: either we see its P idle, or it sees what was published (I1)
    VarHandle.fullFence();
    for (int id = 0; id < local.length; id++) {
      if (sched.p(id).isIdle()) {
        idle.wakeOne();
        return;
      }
    }
  }

  /** Wakes an M in any case; false if none sleeps. */
  boolean wakeOne() {
    return idle.wakeOne();
  }

  /**
   * The next goroutine for {@code m}, RUNNABLE and in no queue; sleeps while there is none.
   *
   * @return null when the scheduler stops; the M may then be without P
   */
  G next(M m) {
    boolean slept = false;
    while (!stopping.getAcquire()) {
      m.poll();
      G g = duties.beforeGoroutines(m) ? null : find(m);
      if (g != null) {
        if (slept && hasGoroutine()) {
          wake();
        }
        return g;
      }
      if (stopping.getAcquire() || hasGoroutine() || duties.whenIdle(m)) {
        continue;
      }
      sleep(m);
      slept = true;
    }
    return null;
  }

  private G find(M m) {
    int id = m.pid();
    long tick = ticks.getPlain(id * STRIDE) + 1;
    // opaque: read by the monitor only; one writer, the owner of the P
    ticks.setOpaque(id * STRIDE, tick);
    G g = tick % GLOBAL_FIRST == 0 ? global.take() : null;
    if (g == null) {
      g = local[id].take();
    }
    if (g == null) {
      g = global.take();
    }
    for (int k = 1; g == null && k < local.length; k++) {
      g = local[(id + k) % local.length].take();
    }
    return g;
  }

  private void sleep(M m) {
    IdleMachines.Node node = idle.register();
    m.releasep();
    // with the fence in wake (I1)
    VarHandle.fullFence();
    boolean work = stopping.get() || hasGoroutine() || duties.hasIdleWork();
    if (!work || !node.cancel()) {
      node.await();
    }
    m.acquireAnyP();
  }

  private boolean hasGoroutine() {
    if (!global.isEmpty()) {
      return true;
    }
    for (RunQueue queue : local) {
      if (!queue.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** No more goroutines are handed out; all Ms that sleep return. */
  public void stop() {
    stopping.set(true);
    // with the fence in sleep: a sleeper sees stopping, or we see its node
    VarHandle.fullFence();
    idle.wakeAll();
  }

  /** How often the M of a P looked for a goroutine; grows while the P makes progress. */
  public long ticks(int pid) {
    return ticks.getOpaque(pid * STRIDE);
  }

  /** The queues in one line, for messages. */
  public String describe() {
    StringBuilder text = new StringBuilder("global queue " + global.size());
    for (int id = 0; id < local.length; id++) {
      text.append(", queue of P").append(id).append(' ').append(local[id].size());
    }
    return text.append(", Ms asleep ").append(idle.size()).toString();
  }
}
