package io.quiesce.oracle.cycle;

import io.quiesce.gc.Collector;
import io.quiesce.gc.CycleListener;
import io.quiesce.gc.object.ObjectFigures;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.oracle.GoroutineOracle;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.oracle.StackOracle;
import io.quiesce.phase.SystemStack;
import io.quiesce.runtime.Runtime;
import io.quiesce.runtime.code.ObjectType;
import io.quiesce.sched.M;
import java.util.function.LongPredicate;

/**
 * Judges each cycle of a runtime.
 *
 * <ol>
 *   <li><b>Before marking</b> (world stopped, all swept): what is allocated is exactly what the
 *       last cycle marked and what was born since. So every unreachable object was freed and no
 *       other. Everything reachable is allocated and has its contents.
 *   <li><b>After marking</b> (world stopped): everything reachable is marked and has its contents;
 *       everything marked was reachable when marking began or was born since. So marking is
 *       complete and precise.
 *   <li><b>Both times</b>: all identities of the heap, the stacks and the goroutines, no leaked
 *       stack, no parked assist, no grey object anywhere, no work buffer lost.
 * </ol>
 *
 * <p>Used by the M that has stopped the world, one after the other; the stops hand its fields over.
 */
public final class CycleAudit implements CycleListener {
  private static final int STAMP_SHIFT = 32;

  private final Runtime runtime;
  private ObjectSet reachableAtStart = new ObjectSet();
  private ObjectSet survivors;
  private long audited;

  /** A judge of the cycles of {@code runtime}. */
  public CycleAudit(Runtime runtime) {
    this.runtime = runtime;
  }

  /** How many reachable objects were looked at, in all audits. */
  public long audited() {
    return audited;
  }

  @Override
  @SystemStack
  public void starting(M m) {
    Breaches breaches = new Breaches();
    reachableAtStart = Reachability.find(runtime, breaches);
    audited += reachableAtStart.size();
    if (survivors != null) {
      long after = 2L * cycle();
      forEachAllocated(
          a ->
              breaches.require(
                  survivors.contains(a) || stamp(a) == after,
                  object(a) + " was neither marked nor born since, but not freed"));
      survivors.forEach(
          a -> breaches.require(isAllocated(a), object(a) + " was marked, but freed"));
    }
    figures(breaches);
    breaches.collect(() -> StackOracle.checkAfterCycle(runtime.stackAllocator()));
    identities(breaches);
    breaches.report("before cycle " + (cycle() + 1));
  }

  @Override
  @SystemStack
  public void marked(M m) {
    Breaches breaches = new Breaches();
    ObjectSet reachable = Reachability.find(runtime, breaches);
    audited += reachable.size();
    reachable.forEach(
        a -> breaches.require(isMarked(a), object(a) + " is reachable, but not marked"));
    ObjectSet marked = new ObjectSet();
    long during = 2L * cycle() - 1;
    forEachAllocated(
        a -> {
          if (isMarked(a)) {
            boolean unused = marked.add(a);
            breaches.require(
                reachableAtStart.contains(a) || stamp(a) == during,
                object(a) + " was unreachable when marking began, but is marked");
          }
        });
    survivors = marked;
    breaches.collect(() -> StackOracle.check(runtime.stackAllocator()));
    identities(breaches);
    breaches.report("after marking in cycle " + cycle());
  }

  private void identities(Breaches breaches) {
    breaches.collect(() -> HeapOracle.check(runtime.heap()));
    breaches.collect(
        () ->
            GoroutineOracle.check(
                runtime.stackAllocator(), runtime.freeGoroutines(), runtime.goroutines().alive()));
    StackLeaks.check(runtime, breaches);
    Collector collector = runtime.collector();
    breaches.require(
        collector.parkedAssists() == 0, collector.parkedAssists() + " assists are parked");
    collector.workLeft().forEach(left -> breaches.add("work is left: " + left));
    breaches.requireEqual(
        "W10: bytes of work-buffer spans",
        collector.workBufferBytes(),
        runtime.heap().snapshot().in(SpanAllocType.WORK_BUF));
  }

  /** What the Ps counted is what a walk over the spans finds. */
  private void figures(Breaches breaches) {
    long[] count = new long[2];
    forEachAllocated(
        a -> {
          count[0]++;
          count[1] += span(a).elemBytes();
        });
    ObjectFigures figures = runtime.collector().objects().figures();
    breaches.requireEqual("I5: objects allocated and not freed", figures.objects(), count[0]);
    breaches.requireEqual("I5: bytes allocated and not freed", figures.bytes(), count[1]);
  }

  private void forEachAllocated(java.util.function.LongConsumer visitor) {
    runtime
        .collector()
        .objects()
        .map()
        .forEach(
            span -> {
              for (int i = 0; i < span.objects(); i++) {
                if (span.isAllocated(i)) {
                  visitor.accept(span.addressOf(i));
                }
              }
            });
  }

  private ObjectSpan span(long address) {
    return runtime.collector().objects().map().find(address);
  }

  private boolean isMarked(long address) {
    return is(address, a -> span(a).isMarked(span(a).indexOf(a)));
  }

  private boolean isAllocated(long address) {
    return is(address, a -> span(a).isAllocated(span(a).indexOf(a)));
  }

  private boolean is(long address, LongPredicate test) {
    return span(address) != null && test.test(address);
  }

  private long stamp(long address) {
    return ObjectType.serialOf(runtime.heap().memory().getLong(address)) >>> STAMP_SHIFT;
  }

  private long cycle() {
    return runtime.heap().gate().cycle();
  }

  private String object(long address) {
    return "the object at "
        + HeapAddress.hex(address)
        + " with header "
        + HeapAddress.hex(runtime.heap().memory().getLong(address))
        + ", of stamp "
        + stamp(address);
  }
}
