package io.quiesce.heap.page;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A few threads that do rounds of work together; between rounds all stand still and one checks.
 *
 * <p>Waiting is spinning, so that the threads of a round begin within nanoseconds of each other.
 */
final class Crew {
  /** The work of one thread in one round. */
  interface Work {
    void run(int thread, int round) throws Exception;
  }

  /** The check after a round. */
  interface Check {
    void run(int round) throws Exception;
  }

  private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** No new round begins after this long, however many are left: a slow machine does fewer. */
  private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(550);

  private static final int SPINS = 2000;

  private final int threads;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final long begin = System.nanoTime();
  private volatile boolean over;

  private Crew(int threads) {
    this.threads = threads;
  }

  /** Runs all rounds; the first failure of a worker or a check ends them and is thrown. */
  static void run(int threads, int rounds, Work work, Check check) throws InterruptedException {
    Crew crew = new Crew(threads);
    Thread[] members = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int id = t;
      members[t] = new Thread(() -> crew.member(id, rounds, work, check), "crew-" + t);
      members[t].start();
    }
    for (Thread member : members) {
      member.join();
    }
    if (crew.failure.get() != null) {
      throw new AssertionError(crew.failure.get().getMessage(), crew.failure.get());
    }
  }

  private void member(int id, int rounds, Work work, Check check) {
    int meetings = 0;
    for (int round = 0; round < rounds; round++) {
      int now = round;
      if (!meet(++meetings) || over) {
        return;
      }
      attempt(() -> work.run(id, now));
      if (!meet(++meetings)) {
        return;
      }
      if (id == 0) {
        attempt(() -> check.run(now));
        over = System.nanoTime() - begin > BUDGET_NANOS;
      }
    }
  }

  private void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  private interface Attempt {
    void run() throws Exception;
  }

  /** Waits for all; false when somebody has failed. Yields, as cores may be fewer than threads. */
  @SuppressWarnings("ThreadPriorityCheck")
  private boolean meet(int meeting) {
    arrived.incrementAndGet();
    for (int spins = 0; arrived.get() < meeting * threads; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
        if (System.nanoTime() - begin > HANG_NANOS) {
          failure.compareAndSet(null, new AssertionError("a thread of the crew hangs"));
          return false;
        }
      }
    }
    return failure.get() == null;
  }
}
