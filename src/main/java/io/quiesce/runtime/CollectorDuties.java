package io.quiesce.runtime;

import io.quiesce.gc.Collector;
import io.quiesce.runtime.schedule.Duties;
import io.quiesce.sched.M;

/** The collector's duties between goroutines. */
record CollectorDuties(Collector collector) implements Duties {
  @Override
  public boolean beforeGoroutines(M m) {
    return collector.runDueWorker(m);
  }

  @Override
  public boolean whenIdle(M m) {
    return collector.runIdleWorker(m) || collector.sweepOne(m) || collector.freeSomeBuffers(m);
  }

  @Override
  public boolean hasIdleWork() {
    return collector.wantsIdleWorker();
  }
}
