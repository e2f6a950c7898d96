package io.quiesce.gc.object;

import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.SizeClasses;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.OwnershipException;
import io.quiesce.sched.P;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The caches of all Ps: filled span by span, and flushed when a sweep has begun (Go: {@code
 * mcache.refill}, {@code releaseAll}, {@code prepareForSweep}).
 *
 * <p>Live bytes (Go: {@code heapLive}) count a cached span as full, so they change per span, not
 * per object; a flush takes back what was not used. They are one atomic sum, since the pacer reads
 * them while others add; nothing is published with it, so reads are opaque, and the store with the
 * world stopped too.
 */
final class SpanCaches {
  private final PageHeap heap;
  private final MCache[] caches;
  private final Sweeper sweeper;
  private final SpanSupply supply;
  private final AtomicLong liveBytes = new AtomicLong();

  SpanCaches(PageHeap heap, MCache[] caches, Sweeper sweeper, SpanSupply supply) {
    this.heap = heap;
    this.caches = caches;
    this.sweeper = sweeper;
    this.supply = supply;
  }

  /** The cache of the M's P, flushed since the last sweep began. */
  MCache current(M m) {
    MCache cache = caches[m.pid()];
    if (cache.flushGen() != sweeper.sweepgen()) {
      m.enterSystemStack();
      try {
        prepareForSweep(m, m.p());
      } finally {
        m.leaveSystemStack();
      }
    }
    return cache;
  }

  /**
   * A span with a free object: the next of the class for the cache, or one for a large object.
   *
   * @throws OutOfObjectMemoryException if there is no room, also after sweeping
   */
  ObjectSpan newSpan(M m, MCache cache, int spanClass, long bytes) {
    m.enterSystemStack();
    try {
      ObjectSpan span =
          SizeClasses.sizeClass(spanClass) == 0
              ? large(m, spanClass, bytes)
              : refill(m, cache, spanClass);
      if (span == null) {
        throw new OutOfObjectMemoryException(
            "no memory for an object of "
                + bytes
                + " bytes: in use are "
                + figures().bytes()
                + " bytes in objects, "
                + heap.snapshot());
      }
      return span;
    } finally {
      m.leaveSystemStack();
    }
  }

  @SystemStack
  private ObjectSpan refill(M m, MCache cache, int spanClass) {
    ObjectSpan old = cache.span(spanClass);
    if (old != null) {
      cache.setSpan(spanClass, null);
      supply.uncacheSpan(m, m.pid(), old);
    }
    ObjectSpan span = supply.cacheSpan(m, spanClass);
    if (span != null) {
      cache.setSpan(spanClass, span);
      liveBytes.addAndGet((span.objects() - span.allocCount()) * span.elemBytes());
    }
    return span;
  }

  @SystemStack
  private ObjectSpan large(M m, int spanClass, long bytes) {
    long pages = (bytes + HeapAddress.PAGE_BYTES - 1) >> HeapAddress.PAGE_SHIFT;
    ObjectSpan span = supply.large(m, (int) Math.min(Integer.MAX_VALUE, pages), spanClass);
    if (span != null) {
      liveBytes.addAndGet(span.elemBytes());
    }
    return span;
  }

  /**
   * Flushes the cache of {@code p} if a sweep has begun since it was flushed last (Go: {@code
   * prepareForSweep}).
   *
   * @throws OwnershipException if the M neither runs nor has claimed p
   */
  @SystemStack
  void prepareForSweep(M m, P p) {
    m.requireSystemStack("prepareForSweep");
    if (caches[p.id()].flushGen() != sweeper.sweepgen()) {
      flush(m, p);
      caches[p.id()].setFlushGen(sweeper.sweepgen());
    }
  }

  /**
   * Gives all spans in the cache of {@code p} back (Go: {@code releaseAll}).
   *
   * @throws OwnershipException if the M neither runs nor has claimed p
   */
  @SystemStack
  void flush(M m, P p) {
    m.requireSystemStack("mcache flush");
    if (!p.isOwnedBy(m)) {
      throw new OwnershipException("flush of the cache of " + p + " by " + m + ": own it first");
    }
    MCache cache = caches[p.id()];
    boolean stale = cache.flushGen() != sweeper.sweepgen();
    for (int spanClass = 0; spanClass < SizeClasses.SPAN_CLASSES; spanClass++) {
      ObjectSpan span = cache.span(spanClass);
      if (span != null) {
        // a stale span's share was forgotten when the live bytes were set after marking
        if (!stale) {
          liveBytes.addAndGet((span.allocCount() - span.objects()) * span.elemBytes());
        }
        cache.setSpan(spanClass, null);
        supply.uncacheSpan(m, p.id(), span);
      }
    }
  }

  /** Puts a large object's span, whose object is allocated, where the next sweep finds it. */
  void keepLarge(ObjectSpan span) {
    supply.keepLarge(span);
  }

  long liveBytes() {
    return liveBytes.getOpaque();
  }

  void resetLive(long markedBytes) {
    liveBytes.setOpaque(markedBytes);
  }

  ObjectFigures figures() {
    ObjectFigures sum = ObjectFigures.ZERO;
    for (MCache cache : caches) {
      sum = sum.plus(cache.figures());
    }
    return sum;
  }

  /** The spans in the cache of a P; at quiescence. */
  List<ObjectSpan> cached(int pid) {
    List<ObjectSpan> spans = new ArrayList<>();
    for (int spanClass = 0; spanClass < SizeClasses.SPAN_CLASSES; spanClass++) {
      if (caches[pid].span(spanClass) != null) {
        spans.add(caches[pid].span(spanClass));
      }
    }
    return spans;
  }
}
