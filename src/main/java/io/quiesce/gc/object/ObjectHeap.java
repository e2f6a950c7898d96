package io.quiesce.gc.object;

import io.quiesce.gc.object.central.MCentral;
import io.quiesce.gc.object.central.SpanSet;
import io.quiesce.gc.object.span.ObjectLayout;
import io.quiesce.gc.object.span.ObjectMap;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.SizeClasses;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.SpanSizeException;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.lockfree.TaggedStack;
import io.quiesce.phase.GcPhase;
import io.quiesce.phase.PhaseException;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.OwnershipException;
import io.quiesce.sched.P;
import java.util.List;

/**
 * The heap of collected objects (Go: {@code mallocgc}, {@code findObject}, {@code greyobject}).
 *
 * <h2>Protocol of an allocation</h2>
 *
 * <ol>
 *   <li>The hook charges the goroutine, which may assist, park, and go on with another P.
 *   <li>From here on the M is inside the allocator and keeps its P; so the phase and the sweep
 *       generation, which change with the world stopped, stay as they are read now.
 *   <li>If a sweep has begun since the P's cache was flushed, flush it: stale spans are swept
 *       first.
 *   <li>Take a free object from the cached span of the class, with a new span if it is full.
 *   <li>Make its bytes zero, write its pointer bits, set its alloc bit, and while a cycle runs mark
 *       it: it is born black.
 *   <li>Leave; the hook charges the rest and may start a cycle.
 * </ol>
 *
 * <p>The address is published by the caller, with a release store if others may find it at once.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. Addresses that are handed out and not freed are disjoint.
 *   <li>I2. A new object is zero, whatever its place held before.
 *   <li>I3. An object that is born while a cycle runs survives that cycle.
 *   <li>I4. An address obtained through acquire leads to its object until that is freed.
 *   <li>I5. At quiescence, allocated minus freed is what a walk over the spans counts.
 * </ul>
 */
public final class ObjectHeap {
  private final PageHeap heap;
  private final AllocHook hook;
  private final ObjectMap map;
  private final ObjectMemory memory;
  private final MCentral[] centrals = new MCentral[SizeClasses.SPAN_CLASSES];
  private final Specials specials = new Specials();
  private final Sweeper sweeper;
  private final SpanCaches caches;

  /** An object heap on {@code heap}, with a cache for each of its Ps. */
  public ObjectHeap(PageHeap heap, AllocHook hook) {
    this.heap = heap;
    this.hook = hook;
    map = new ObjectMap(heap.config().maxPages());
    memory = new ObjectMemory(heap);
    TaggedStack.Links links = new SpanSet.Links(heap);
    for (int spanClass = 0; spanClass < centrals.length; spanClass++) {
      centrals[spanClass] = new MCentral(heap, map, links);
    }
    MCache[] ofP = new MCache[heap.config().procs()];
    for (int pid = 0; pid < ofP.length; pid++) {
      ofP[pid] = new MCache(0);
    }
    sweeper = new Sweeper(heap, map, centrals, ofP, memory, specials);
    SpanSupply supply = new SpanSupply(heap, map, centrals, sweeper, memory);
    caches = new SpanCaches(heap, ofP, sweeper, supply);
  }

  /** Allocates one value of {@code layout}; see {@link #mallocgc(M, ObjectLayout, long)}. */
  public long mallocgc(M m, ObjectLayout layout) {
    return mallocgc(m, layout, 1);
  }

  /**
   * Allocates {@code count} values of {@code layout}, one after the other; all words are zero.
   *
   * @param count at least 1
   * @return the address
   * @throws OwnershipException if the M runs no P
   * @throws PhaseException while marking terminates, when the world is stopped
   * @throws OutOfObjectMemoryException if there is no room, also after sweeping
   * @throws SpanSizeException if the address space could never hold it
   */
  public long mallocgc(M m, ObjectLayout layout, long count) {
    long bytes = bytes(layout, count);
    hook.beforeAlloc(m, bytes);
    requireMayAllocate(m);
    boolean tookSpan;
    ObjectSpan span;
    int i;
    m.setMallocing(true);
    try {
      MCache cache = caches.current(m);
      int spanClass = spanClass(bytes, layout);
      span = cache.span(spanClass);
      i = span == null ? -1 : span.take();
      tookSpan = i < 0;
      if (tookSpan) {
        span = caches.newSpan(m, cache, spanClass, bytes);
        i = span.take();
      }
      prepare(m, cache, span, i, layout, count);
    } finally {
      m.setMallocing(false);
    }
    hook.afterAlloc(m, bytes, span.elemBytes(), tookSpan);
    return span.addressOf(i);
  }

  private static long bytes(ObjectLayout layout, long count) {
    long bytes = count < 1 ? -1 : Math.multiplyExact(layout.bytes(), count);
    if (bytes < 0) {
      throw new IllegalArgumentException("mallocgc of " + count + " times " + layout);
    }
    return bytes;
  }

  private static int spanClass(long bytes, ObjectLayout layout) {
    int sizeClass = bytes <= SizeClasses.MAX_SMALL ? SizeClasses.of((int) bytes) : 0;
    return SizeClasses.spanClass(sizeClass, !layout.hasPointers());
  }

  private void requireMayAllocate(M m) {
    if (m.p() == null) {
      throw new OwnershipException("mallocgc: " + m + " runs no P, so it has no cache");
    }
    if (heap.gate().phase() == GcPhase.MARK_TERMINATION) {
      throw new PhaseException("mallocgc while marking terminates; the world must be stopped");
    }
  }

  private void prepare(M m, MCache cache, ObjectSpan span, int i, ObjectLayout layout, long count) {
    memory.clear(span, i);
    if (!span.noscan()) {
      span.writePointers(i, layout, count);
    }
    span.publish(i);
    cache.allocated(span.elemBytes());
    if (isMarking()) {
      boolean unused = span.tryMark(i);
      hook.allocatedBlack(m, span.elemBytes());
    }
    if (span.objects() == 1 && SizeClasses.sizeClass(span.span().spanClass()) == 0) {
      caches.keepLarge(span);
    }
  }

  /**
   * Flushes the cache of {@code p} if a sweep has begun since it was flushed last (Go: {@code
   * prepareForSweep}).
   *
   * @throws OwnershipException if the M neither runs nor has claimed p
   */
  @SystemStack
  public void prepareForSweep(M m, P p) {
    caches.prepareForSweep(m, p);
  }

  /**
   * Gives all spans in the cache of {@code p} back (Go: {@code releaseAll}).
   *
   * @throws OwnershipException if the M neither runs nor has claimed p
   */
  @SystemStack
  public void flush(M m, P p) {
    caches.flush(m, p);
  }

  /**
   * The address of the object around {@code addr}, any number: also of an interior pointer.
   *
   * @return 0 if there is none, because the address lies outside the heap or in a manual span
   * @throws BadPointerException if it lies in the heap but in no allocated object
   */
  public long findObject(long addr) {
    ObjectSpan span = map.find(addr);
    if (span == null || SpanWord.state(span.span().acquire()) == SpanWord.DEAD) {
      requireNoObject(addr);
      return 0;
    }
    int i = span.indexOf(addr);
    if (i >= span.objects() || !span.isAllocated(i)) {
      throw badPointer(addr);
    }
    return span.addressOf(i);
  }

  /** Throws unless {@code addr}, which leads to no object span, is legal (Go: badPointer). */
  public void requireNoObject(long addr) {
    if (!map.covers(addr)) {
      return;
    }
    Span span = heap.spanOf(addr);
    if (span == null || SpanWord.purpose(span.acquire()) == SpanAllocType.HEAP) {
      throw badPointer(addr);
    }
  }

  /** What is wrong with a pointer into the heap that leads to no object. */
  public BadPointerException badPointer(long addr) {
    return new BadPointerException(
        "pointer "
            + HeapAddress.hex(addr)
            + " leads to no allocated object: it lies in "
            + map.find(addr)
            + ", "
            + heap.spanOf(addr)
            + "; the object was freed, or the word is no pointer");
  }

  /** The object spans, for the marker and for oracles. */
  public ObjectMap map() {
    return map;
  }

  /** Whether a cycle runs, so that objects are born black. */
  public boolean isMarking() {
    return heap.gate().phase() != GcPhase.OFF;
  }

  /** The sweeper. */
  public Sweeper sweeper() {
    return sweeper;
  }

  /** The finalizers. */
  public Specials specials() {
    return specials;
  }

  /** The page heap. */
  public PageHeap pages() {
    return heap;
  }

  /** Bytes that count as live (Go: {@code heapLive}), for the pacer. */
  public long liveBytes() {
    return caches.liveBytes();
  }

  /** Sets the live bytes to what was marked, with the world stopped (Go: {@code resetLive}). */
  public void resetLive(long markedBytes) {
    caches.resetLive(markedBytes);
  }

  /** The sum of the shares of all Ps; exact at quiescence (I5). */
  public ObjectFigures figures() {
    return caches.figures();
  }

  /** The spans in the cache of a P, for oracles at quiescence. */
  public List<ObjectSpan> cached(int pid) {
    return caches.cached(pid);
  }

  /** The spans of a class that no P caches, for oracles at quiescence. */
  public MCentral central(int spanClass) {
    return centrals[spanClass];
  }
}
