package io.quiesce.gc.object;

import io.quiesce.gc.object.central.MCentral;
import io.quiesce.gc.object.span.ObjectMap;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.SizeClasses;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.span.Span;
import io.quiesce.phase.PhaseException;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;

/**
 * Where the caches of the Ps get their spans, and where they put them back (Go: {@code cacheSpan},
 * {@code uncacheSpan}, {@code grow}, {@code allocLarge}).
 *
 * <p>A cache gets, in this order: a swept span with free objects; an unswept one that has some once
 * it is swept (sweep on allocation); a fresh one. If the page heap has no room, spans are swept
 * until it has.
 *
 * <p>A cached span has the generation g + 3 and counts in its {@link io.quiesce.heap.span.SpanWord}
 * as fully used, so that its pages cannot go; when it comes back it has g, or is swept on the spot
 * if a sweep has begun since (g + 1, as the heap's generation has grown by 2).
 */
final class SpanSupply {
  /** How many unswept spans of a kind are tried before the heap grows (Go: {@code spanBudget}). */
  private static final int BUDGET = 100;

  private static final int STALE = 1;
  private static final int CACHED = 3;

  private final PageHeap heap;
  private final ObjectMap map;
  private final MCentral[] centrals;
  private final Sweeper sweeper;
  private final ObjectMemory memory;

  SpanSupply(
      PageHeap heap, ObjectMap map, MCentral[] centrals, Sweeper sweeper, ObjectMemory memory) {
    this.heap = heap;
    this.map = map;
    this.centrals = centrals;
    this.sweeper = sweeper;
    this.memory = memory;
  }

  /** A span with a free object, marked as cached, for a P; null if there is no memory. */
  @SystemStack
  ObjectSpan cacheSpan(M m, int spanClass) {
    m.requireSystemStack("cacheSpan");
    int generation = sweeper.sweepgen();
    MCentral central = centrals[spanClass];
    ObjectSpan span = central.partialSwept(generation).pop();
    if (span == null) {
      span = sweptOnTheSpot(m, central, generation);
    }
    if (span == null) {
      int pages = SizeClasses.pages(SizeClasses.sizeClass(spanClass));
      span = fresh(m, pages, spanClass);
    }
    if (span != null) {
      span.setSweepgen(generation + CACHED);
      Sweeper.setCount(span, span.objects());
    }
    return span;
  }

  @SystemStack
  private ObjectSpan sweptOnTheSpot(M m, MCentral central, int generation) {
    if (!heap.gate().tryEnterOff(m)) {
      return null;
    }
    try {
      for (int budget = BUDGET; budget > 0; budget--) {
        ObjectSpan span = central.partialUnswept(generation).pop();
        if (span == null) {
          span = central.fullUnswept(generation).pop();
        }
        if (span == null) {
          return null;
        }
        sweeper.acquire(span);
        boolean unused = sweeper.sweep(m, m.pid(), span, true);
        if (!span.isFull()) {
          return span;
        }
        central.fullSwept(generation).push(span);
      }
      return null;
    } finally {
      heap.gate().exit(m);
    }
  }

  /** Takes a span back from the cache of {@code pid}, a P that the M owns. */
  @SystemStack
  void uncacheSpan(M m, int pid, ObjectSpan span) {
    m.requireSystemStack("uncacheSpan");
    int generation = sweeper.sweepgen();
    int seen = span.sweepgen();
    if (seen == generation + STALE) {
      sweepStale(m, pid, span, generation);
    } else if (seen == generation + CACHED) {
      Sweeper.setCount(span, span.allocCount());
      span.setSweepgen(generation);
      centrals[span.span().spanClass()].pushSwept(span, generation);
    } else {
      throw new SweepException(
          "uncache of " + span + " in generation " + generation + ": it is not cached");
    }
  }

  @SystemStack
  private void sweepStale(M m, int pid, ObjectSpan span, int generation) {
    if (!heap.gate().tryEnterOff(m)) {
      throw new PhaseException(
          "flush of "
              + span
              + ": it needs sweeping, but the gate is "
              + heap.gate()
              + "; flush all caches before the next cycle starts");
    }
    try {
      // the cache owns it, so nobody else can acquire it
      span.setSweepgen(generation - 1);
      boolean unused = sweeper.sweep(m, pid, span, false);
    } finally {
      heap.gate().exit(m);
    }
  }

  /** A span for one large object, on the swept set of its class; null if there is no memory. */
  @SystemStack
  ObjectSpan large(M m, int pages, int spanClass) {
    m.requireSystemStack("allocLarge");
    ObjectSpan span = fresh(m, pages, spanClass);
    if (span != null) {
      Sweeper.setCount(span, 1);
    }
    return span;
  }

  /** Puts a large object's span, whose object is allocated, where the next sweep finds it. */
  void keepLarge(ObjectSpan span) {
    centrals[span.span().spanClass()].fullSwept(sweeper.sweepgen()).push(span);
  }

  @SystemStack
  private ObjectSpan fresh(M m, int pages, int spanClass) {
    Span span = heap.alloc(m, pages, spanClass);
    while (span == null && sweeper.reclaim(m, pages) > 0) {
      span = heap.alloc(m, pages, spanClass);
    }
    if (span == null) {
      return null;
    }
    ObjectSpan fresh = new ObjectSpan(span, sweeper.sweepgen());
    memory.born(fresh);
    map.put(fresh);
    return fresh;
  }
}
