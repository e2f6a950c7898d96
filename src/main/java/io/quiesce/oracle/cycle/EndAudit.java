package io.quiesce.oracle.cycle;

import io.quiesce.gc.Collector;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.oracle.GoroutineOracle;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.oracle.StackOracle;
import io.quiesce.phase.SystemStack;
import io.quiesce.runtime.Runtime;
import io.quiesce.sched.M;
import io.quiesce.sched.P;
import io.quiesce.stack.StackAllocator.FreedSpans;
import java.util.List;

/**
 * Judges a runtime whose program has ended, when no M is left: after all caches are flushed and all
 * dead goroutines have given their stacks back, no stack memory is left (S12), no work buffer, and
 * no object that a global variable does not reach.
 */
public final class EndAudit {
  private EndAudit() {}

  /**
   * Flushes what is cached and checks what is left.
   *
   * @throws io.quiesce.oracle.OracleException with everything that does not hold
   */
  public static void check(Runtime runtime) {
    M m = runtime.sched().newM();
    for (int id = 0; id < runtime.sched().procs(); id++) {
      P p = runtime.sched().p(id);
      m.acquirep(p);
      long unused = runtime.collector().objects().sweeper().finish(m);
      m.systemstack(() -> flush(runtime, m, p));
      P unusedP = m.releasep();
    }
    Breaches breaches = new Breaches();
    breaches.collect(() -> StackOracle.checkEmpty(runtime.stackAllocator()));
    breaches.collect(() -> HeapOracle.check(runtime.heap()));
    breaches.collect(
        () -> GoroutineOracle.check(runtime.stackAllocator(), runtime.freeGoroutines(), List.of()));
    breaches.requireEqual(
        "bytes of work-buffer spans", 0, runtime.heap().snapshot().in(SpanAllocType.WORK_BUF));
    Collector collector = runtime.collector();
    breaches.requireEqual(
        "objects that are left",
        Reachability.find(runtime, breaches).size(),
        collector.objects().figures().objects());
    breaches.report("after the program");
  }

  @SystemStack
  private static void flush(Runtime runtime, M m, P p) {
    runtime.freeGoroutines().gfpurge(m, p);
    int unused = runtime.freeGoroutines().markrootFreeGStacks(m);
    runtime.collector().flushCaches(m, p);
    FreedSpans unusedSpans = runtime.stackAllocator().freeStackSpans(m);
    while (runtime.collector().freeSomeBuffers(m)) {
      Thread.onSpinWait();
    }
  }
}
