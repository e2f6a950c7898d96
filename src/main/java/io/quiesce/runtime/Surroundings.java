package io.quiesce.runtime;

import io.quiesce.gc.Mutators;
import io.quiesce.gc.assist.AssistParking;
import io.quiesce.gc.assist.Waiter;
import io.quiesce.runtime.code.Goroutines;
import io.quiesce.runtime.schedule.Failures;
import io.quiesce.runtime.schedule.Machines;
import io.quiesce.runtime.schedule.Scheduler;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What the collector sees of the scheduler.
 *
 * <p>A parked assist blocks its M, since it is in the middle of an allocation; its P goes to
 * another M, its goroutine is WAITING meanwhile. No wake-up is lost: the waker stores WOKEN and
 * then gives the permit, the sleeper reads the state before each sleep, and two fences order what
 * park and unpark by their specification do not.
 */
record Surroundings(Goroutines all, Scheduler scheduler, Machines machines, Failures failures)
    implements Mutators, AssistParking {
  @Override
  public List<G> goroutines() {
    return all.all();
  }

  @Override
  public AssistParking parking() {
    return this;
  }

  @Override
  public void failed(Throwable failure) {
    failures.report(failure);
    scheduler.stop();
  }

  @Override
  public void workAppeared() {
    scheduler.wake();
  }

  @Override
  public void park(M m, Waiter waiter) {
    machines.block(m, () -> sleep(waiter));
  }

  private static void sleep(Waiter waiter) {
    while (!waiter.isWoken()) {
      LockSupport.park(waiter);
      // with the fence in ready: waking up alone orders nothing
      VarHandle.acquireFence();
    }
    waiter.g().cas(GStatus.WAITING, GStatus.RUNNABLE);
  }

  @Override
  public void ready(M m, Waiter waiter) {
    // WOKEN before the permit: else the sleeper takes it, does not see WOKEN and sleeps for good
    VarHandle.releaseFence();
    LockSupport.unpark(waiter.thread());
  }
}
