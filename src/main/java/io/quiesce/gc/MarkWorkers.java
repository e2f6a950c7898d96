package io.quiesce.gc;

import io.quiesce.gc.complete.WorkerStarts;
import io.quiesce.gc.pace.WorkerCount;
import io.quiesce.gc.pace.WorkerGoals;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The background mark workers: which P marks now, and for how long (Go: {@code
 * findRunnableGCWorker}, {@code gcBgMarkWorker}).
 *
 * <p>A worker is what an M with a P does between two goroutines, on its system stack; it has no
 * goroutine of its own.
 *
 * <ol>
 *   <li><b>Due.</b> Marking is open, and there is work: on this P, on the full list, or root jobs.
 *   <li><b>Which.</b> A dedicated one if fewer run than the goal says; else a fractional one if
 *       this P has given less than its share of the time since marking began; for a P without
 *       goroutines an idle one, if fewer run than may.
 *   <li><b>Mark.</b> Enter, drain until the P is asked for or nothing is left, leave. All three
 *       kinds end with a request for the P, so that a stop or a barrier waits for one object only.
 *   <li><b>Complete.</b> If the leave says that it may have been the last one, on the user stack:
 *       try to complete marking.
 * </ol>
 *
 * <p>Invariants: enter and leave are paired on each path (A5's rule for workers); while starts are
 * suspended no dedicated or fractional worker begins that sees it (12.4).
 *
 * <p>Orderings: the goals are written while the world is stopped; the suspensions are a count that
 * is only a hint to who reads it; times of a P go with its ownership, their sums are figures.
 */
final class MarkWorkers implements WorkerStarts {
  /** Longs from one P's figures to the next: two cache lines. */
  private static final int STRIDE = 16;

  private final LongSupplier nanos;
  private final Marking marking;
  private final WorkerCount dedicated = new WorkerCount();
  private final WorkerCount idle = new WorkerCount();
  private final AtomicInteger suspended = new AtomicInteger();
  private final AtomicLong dedicatedNanos = new AtomicLong();
  private final AtomicLong idleNanos = new AtomicLong();
  private final long[] fractionalOfP;
  private double fractionalGoal;
  private long began;

  MarkWorkers(int procs, LongSupplier nanos, Marking marking) {
    this.nanos = nanos;
    this.marking = marking;
    fractionalOfP = new long[(procs + 1) * STRIDE];
  }

  /** A new cycle; the world is stopped. */
  void plan(WorkerGoals goals) {
    dedicated.limit(goals.dedicated());
    idle.limit(goals.maxIdle());
    fractionalGoal = goals.fractional();
    // opaque: the start of the world publishes them
    suspended.setOpaque(0);
    dedicatedNanos.setOpaque(0);
    idleNanos.setOpaque(0);
    for (int at = 0; at < fractionalOfP.length; at += STRIDE) {
      fractionalOfP[at] = 0;
    }
    began = nanos.getAsLong();
  }

  @Override
  public void suspend() {
    suspended.getAndIncrement();
  }

  @Override
  public void resume() {
    suspended.getAndDecrement();
  }

  /** Steps 1 to 4 for a P with goroutines; true if a worker ran. */
  boolean runDue(M m) {
    // opaque: a suspension may come just after the look in any mode; who begins all the same takes
    // part, and the decider finds that somebody entered
    if (!marking.blackenEnabled() || suspended.getOpaque() > 0 || !marking.hasWork(m.pid())) {
      return false;
    }
    if (dedicated.tryStart()) {
      dedicatedNanos.getAndAdd(run(m, dedicated));
      return true;
    }
    return runFractional(m);
  }

  private boolean runFractional(M m) {
    int at = (m.pid() + 1) * STRIDE;
    double elapsed = Math.max(1, nanos.getAsLong() - began);
    if (fractionalGoal == 0 || fractionalOfP[at] / elapsed > fractionalGoal) {
      return false;
    }
    long time = run(m, null);
    fractionalOfP[at] += time;
    dedicatedNanos.getAndAdd(time);
    return true;
  }

  /** Steps 1 to 4 for a P without goroutines; true if a worker ran. */
  boolean runIdle(M m) {
    if (!marking.blackenEnabled() || !marking.hasWork(m.pid()) || !idle.tryStart()) {
      return false;
    }
    idleNanos.getAndAdd(run(m, idle));
    return true;
  }

  /** Whether an idle worker could start. Volatile reads: an M goes to sleep otherwise. */
  boolean wantsIdle() {
    return marking.blackenEnabled() && idle.wantsMore() && marking.hasWork(-1);
  }

  /** Steps 3 and 4; the nanoseconds that it took. */
  private long run(M m, WorkerCount count) {
    long start = nanos.getAsLong();
    boolean candidate;
    m.enterSystemStack();
    try {
      candidate = mark(m);
    } finally {
      m.leaveSystemStack();
      if (count != null) {
        count.end();
      }
    }
    long time = nanos.getAsLong() - start;
    if (candidate) {
      marking.markDone(m);
    }
    return time;
  }

  @SystemStack
  private boolean mark(M m) {
    if (!marking.tryEnter(m)) {
      return false;
    }
    marking.drainUntilPreempted(m);
    return marking.leave(m);
  }

  /** The time of dedicated and fractional workers in this cycle; exact while none runs. */
  long dedicatedNanos() {
    return dedicatedNanos.getOpaque();
  }

  /** The time of idle workers in this cycle; exact while none runs. */
  long idleNanos() {
    return idleNanos.getOpaque();
  }

  @Override
  public String toString() {
    return "dedicated " + dedicated + ", idle " + idle + ", suspended " + suspended;
  }
}
