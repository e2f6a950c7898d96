package io.quiesce.stack;

import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.P;
import java.util.List;

/**
 * Goroutine stacks of a power of two of at least 2 KiB (Go: {@code stackalloc}, {@code stackfree}
 * and their helpers in runtime/stack.go).
 *
 * <h2>Where a stack comes from and goes to</h2>
 *
 * <ol>
 *   <li>Small (2 to 16 KiB), with a P and preemption not switched off: the P's cache. An empty
 *       cache is refilled from the pool up to 16 KiB; a cache of 32 KiB is released down to 16 KiB
 *       before the next stack goes in.
 *   <li>Small otherwise: the pool of the order, spans of 4 pages cut into stacks.
 *   <li>Large: the list of that size if it has one, else a span of its own; freed at once in phase
 *       OFF, put on the list otherwise.
 * </ol>
 *
 * <h2>Rules</h2>
 *
 * <ul>
 *   <li>All on the system stack: growth of a user stack inside would enter the allocator again and
 *       find a cache half changed (Y1; golang.org/issue/15853).
 *   <li>A cache is touched only by the owner of its P (S9); {@link #stackcacheClear} by the one
 *       that runs the P or has claimed it.
 *   <li>Wrong input is an exception before anything is changed. The ledger says which stacks are in
 *       use, so a stack freed twice is found while it lies in a cache, where Go finds it never.
 *   <li>Memory changes hands only through a cache of one owner, a span word, a list head or the
 *       page heap, each of which orders the last user before the next (E3, E9, E12).
 * </ul>
 */
public final class StackAllocator {
  private static final int MAX_SMALL_LOG2 = 14;
  private static final int FIXED_LOG2 = 11;

  private final PageHeap heap;
  private final boolean cached;
  private final boolean debug;
  private final StackPool[] pools = new StackPool[StackSizes.ORDERS];
  private final StackCaches caches;
  private final LargeStacks large;
  private final StackLedger ledger;
  private final SystemStacks system;
  private final StackMemory memory;

  /** How many spans {@link #freeStackSpans} freed: cut into small stacks, and large ones. */
  public record FreedSpans(int pool, int large) {}

  /**
   * An allocator without stacks.
   *
   * @param heap where spans come from; its configuration says how many Ps have caches, and what
   *     happens to the bytes of free stacks
   * @param gate the gate of that heap
   * @param config whether caches are used and whether stacks come from the heap at all
   */
  public StackAllocator(PageHeap heap, PhaseGate gate, StackConfig config) {
    if (gate != heap.gate()) {
      throw new IllegalArgumentException(gate + " is not the gate of the heap, " + heap.gate());
    }
    this.heap = heap;
    MemoryMode mode = heap.config().memory();
    boolean fromSystem = config.fromSystem();
    system = fromSystem ? new SystemStacks(mode, config) : null;
    memory = fromSystem ? system.memory() : new StackMemory(heap.memory(), mode, HeapAddress.BASE);
    ledger =
        fromSystem
            ? new StackLedger(SystemStacks.BASE, config.systemBytes())
            : new StackLedger(HeapAddress.BASE, heap.config().maxBytes());
    cached = !fromSystem && !config.noCache();
    debug = memory.isDebug();
    large = new LargeStacks(heap, gate, new LargeStacks.SpanLinks(heap));
    for (int order = 0; order < StackSizes.ORDERS; order++) {
      pools[order] = new StackPool(heap, memory, order);
    }
    caches = new StackCaches(heap.config().procs(), pools);
  }

  /**
   * Hands out a stack of {@code n} bytes; its contents are undefined (Go: {@code stackalloc}).
   *
   * @param n a power of two of at least 2048
   * @return its lowest address
   * @throws io.quiesce.phase.SystemStackException on a user stack
   * @throws StackSizeException if no stack has that size
   * @throws OutOfStackMemoryException if no memory is left
   * @throws io.quiesce.heap.memory.PoisonException in the poison mode, if somebody wrote to the
   *     stack while it was free; it is then never handed out again
   */
  @SystemStack
  public long stackalloc(M m, int n) {
    m.requireSystemStack("stackalloc");
    int log2 = StackSizes.log2("stackalloc", n);
    long lo =
        cached && log2 <= MAX_SMALL_LOG2 && m.mayUseStackCache()
            ? caches.take(m, log2 - FIXED_LOG2)
            : takeUncached(m, n);
    if (lo == 0) {
      throw outOfMemory(n);
    }
    if (debug) {
      memory.handOut(lo, n);
    }
    ledger.handOut(lo, log2);
    return lo;
  }

  @SystemStack
  private long takeUncached(M m, int n) {
    if (system != null) {
      return system.alloc(n);
    }
    return StackSizes.isSmall(n) ? pools[StackSizes.order(n)].take(m) : takeLarge(m, n);
  }

  @SystemStack
  private long takeLarge(M m, int n) {
    if (n > heap.config().maxBytes()) {
      return 0;
    }
    int npages = n >> HeapAddress.PAGE_SHIFT;
    Span span = large.take(LargeStacks.log2(npages));
    if (span == null) {
      span = heap.allocManual(m, npages, SpanAllocType.STACK);
      if (span == null) {
        return 0;
      }
      memory.freed(span.base(), n);
    }
    return span.base();
  }

  /**
   * Takes back a stack that {@link #stackalloc} handed out (Go: {@code stackfree}).
   *
   * @param lo its lowest address
   * @param n the size with which it was allocated
   * @throws io.quiesce.phase.SystemStackException on a user stack
   * @throws StackSizeException if no stack has that size
   * @throws StackStateException if no stack of that size is in use at {@code lo}: freed twice,
   *     foreign, inside a stack, another size
   */
  @SystemStack
  public void stackfree(M m, long lo, int n) {
    m.requireSystemStack("stackfree");
    int log2 = StackSizes.log2("stackfree", n);
    ledger.takeBack(lo, log2);
    if (debug) {
      memory.freed(lo, n);
    }
    if (cached && log2 <= MAX_SMALL_LOG2 && m.mayUseStackCache()) {
      caches.put(m, lo, log2 - FIXED_LOG2);
    } else {
      putUncached(m, lo, n);
    }
  }

  @SystemStack
  private void putUncached(M m, long lo, int n) {
    if (system != null) {
      system.free(lo, n);
    } else if (StackSizes.isSmall(n)) {
      pools[StackSizes.order(n)].put(m, lo);
    } else {
      large.free(m, heap.spanOf(lo));
    }
  }

  /**
   * Fills the empty cache of the M's P up to 16 KiB from the pool (Go: {@code stackcacherefill});
   * with fewer if the page heap is exhausted.
   *
   * @throws io.quiesce.sched.OwnershipException if the M runs no P
   * @throws StackStateException if the cache is not empty (Go would lose its stacks)
   * @throws OutOfStackMemoryException if not even one stack is left
   */
  @SystemStack
  public void stackcacherefill(M m, int order) {
    m.requireSystemStack("stackcacherefill");
    StackCaches.requireOwn("stackcacherefill", m, order);
    if (!caches.refill(m, order)) {
      throw outOfMemory(StackSizes.bytes(order));
    }
  }

  /**
   * Gives stacks of the cache of the M's P back to the pool until at most 16 KiB are left (Go:
   * {@code stackcacherelease}).
   *
   * @throws io.quiesce.sched.OwnershipException if the M runs no P
   */
  @SystemStack
  public void stackcacherelease(M m, int order) {
    m.requireSystemStack("stackcacherelease");
    StackCaches.requireOwn("stackcacherelease", m, order);
    caches.release(m, order);
  }

  /**
   * Empties all caches of {@code p} into the pool (Go: {@code stackcache_clear}).
   *
   * @param p a P that {@code m} runs, or has claimed ({@link io.quiesce.sched.Sched#tryClaim})
   * @throws io.quiesce.sched.OwnershipException if m does not own p; then nothing has changed (S9)
   */
  @SystemStack
  public void stackcacheClear(M m, P p) {
    for (int order = 0; order < StackSizes.ORDERS; order++) {
      stackcacheClear(m, p, order);
    }
  }

  /** One order of {@link #stackcacheClear(M, P)}; Go takes a lock for each. */
  @SystemStack
  public void stackcacheClear(M m, P p, int order) {
    m.requireSystemStack("stackcache_clear");
    caches.clear(m, p, order);
  }

  /**
   * Frees the spans that could not be freed while a cycle ran (Go: {@code freeStackSpans}). If the
   * gate closes meanwhile, the rest stays for the end of the next cycle.
   */
  @SystemStack
  public FreedSpans freeStackSpans(M m) {
    int pool = 0;
    for (int order = 0; order < StackSizes.ORDERS; order++) {
      pool += freePoolSpans(m, order);
    }
    return new FreedSpans(pool, freeLargeSpans(m));
  }

  /** The part of {@link #freeStackSpans} for one order; Go takes a lock for each part. */
  @SystemStack
  public int freePoolSpans(M m, int order) {
    StackSizes.requireOrder("freeStackSpans", order);
    return pools[order].freeEmptySpans(m);
  }

  /** The part of {@link #freeStackSpans} for large stacks. */
  @SystemStack
  public int freeLargeSpans(M m) {
    return large.freeAll(m);
  }

  /** The bytes of the stacks. */
  public StackMemory memory() {
    return memory;
  }

  /** The heap that the spans come from. */
  public PageHeap heap() {
    return heap;
  }

  /** Bytes in the cache of a P; for its owner, and for oracles at quiescence. */
  public int cacheBytes(int pid, int order) {
    return caches.cache(pid, order).bytes();
  }

  /** The stacks in the cache of a P in the order in which they would be taken; as above. */
  public long[] cachedStacks(int pid, int order) {
    return caches.cache(pid, order).stacks();
  }

  /** The spans with a free stack in the order in which they would be used; at quiescence. */
  public List<Span> poolSpans(int order) {
    return pools[order].spans();
  }

  /** The free large stacks of 2^log2 pages in the order in which they would be used. */
  public List<Span> largeSpans(int log2) {
    return large.spans(log2);
  }

  /** The size of the stack in use that begins at {@code lo}, or 0. */
  public int sizeInUse(long lo) {
    int log2 = ledger.markAt(lo);
    return log2 == 0 ? 0 : 1 << log2;
  }

  /** Bytes of stacks that came straight from the system (Go: {@code stacks_sys}). */
  public long systemBytes() {
    return system == null ? 0 : system.inUse();
  }

  private static OutOfStackMemoryException outOfMemory(int n) {
    return new OutOfStackMemoryException(
        "stackalloc of " + n + " bytes: no memory is left; free stacks or use a larger heap");
  }
}
