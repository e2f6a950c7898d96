package io.quiesce.runtime.schedule;

import io.quiesce.sched.Sched;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks Ps to be given up (Go: {@code sysmon}, {@code retake}), so that a goroutine that computes
 * for long lets others run, and an M that waits for a P gets one.
 *
 * <p>At an interval of 10 ms or more it asks each P whose M has not looked for a goroutine since
 * the last time, as Go does; at a shorter one it asks a P chosen at random, at random intervals
 * around the given one.
 */
public final class Preempter implements Runnable {
  private static final int GO_MICROS = 10_000;

  private final Sched sched;
  private final Scheduler scheduler;
  private final Machines machines;
  private final int micros;
  private final SplittableRandom random;
  private final long[] seen;

  /**
   * A preempter, to be run by a thread of its own until no M runs: an M leaves a goroutine that
   * computes for ever only if asked.
   *
   * @param machines the Ms, which have been started
   * @param micros the interval
   * @param seed for the choices
   */
  public Preempter(Sched sched, Scheduler scheduler, Machines machines, int micros, long seed) {
    this.sched = sched;
    this.scheduler = scheduler;
    this.machines = machines;
    this.micros = micros;
    random = new SplittableRandom(seed);
    seen = new long[sched.procs()];
  }

  @Override
  public void run() {
    while (machines.running() > 0) {
      if (micros >= GO_MICROS) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
        retake();
      } else {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(1 + random.nextInt(2 * micros)));
        sched.preempt(sched.p(random.nextInt(sched.procs())));
      }
    }
  }

  private void retake() {
    for (int id = 0; id < seen.length; id++) {
      long ticks = scheduler.ticks(id);
      if (ticks == seen[id] && !sched.p(id).isIdle()) {
        sched.preempt(sched.p(id));
      }
      seen[id] = ticks;
    }
  }
}
