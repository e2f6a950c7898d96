package io.quiesce.heap;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.Memory;
import io.quiesce.heap.page.Claim;
import io.quiesce.heap.page.PageAllocator;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanMap;
import io.quiesce.heap.stats.HeapSnapshot;
import io.quiesce.heap.stats.HeapStats;
import io.quiesce.heap.supply.PageSupply;
import io.quiesce.heap.supply.Scavenger;
import io.quiesce.phase.ExecutionContext;
import io.quiesce.phase.PhaseException;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStack;

/**
 * The page heap: spans by purpose, from birth to death (Go: {@code mheap.alloc}, {@code
 * allocManual}, {@code freeManual}, {@code freeSpan}).
 *
 * <p>All methods are thread-safe; each caller brings its own context. Requests that cannot be met
 * return null or false and change nothing (H13). Wrong requests throw before anything is changed.
 *
 * <h2>Death</h2>
 *
 * <ol>
 *   <li>Enter the phase gate: from here to the end the phase is OFF (H4). PTR_SCALAR_BITS spans do
 *       not: no pointer to them exists that a marker could meet.
 *   <li>Retire the span word by the one compare-and-set that can win. It checks purpose and use
 *       again, against the word that it replaces, so a double free and a free of a span in use lose
 *       (H5, H6).
 *   <li>Map, figures, bytes; then the pages. The pages last: while they are still claimed nobody
 *       can be born on them, so no page has two live spans (H1), and the figures of the death are
 *       in every cut that has the birth which reuses the pages.
 * </ol>
 *
 * <p>Every ordering that these steps need is that of the parts: the span word, the map, the bitmap
 * and the gate each state their own.
 */
public final class PageHeap {
  private final HeapConfig config;
  private final PhaseGate gate;
  private final PageAllocator pages;
  private final SpanMap map;
  private final HeapStats stats;
  private final Memory memory;
  private final SpanFactory births;
  private final PageSupply supply;

  /**
   * An empty heap, which grows on demand.
   *
   * @param config its geometry
   * @param gate says when spans may die; must have at least as many Ps as the heap
   */
  public PageHeap(HeapConfig config, PhaseGate gate) {
    this.config = config;
    this.gate = gate;
    pages = new PageAllocator(config.maxPages());
    map = new SpanMap(config.arenaPages(), config.maxPages());
    stats = new HeapStats(config.procs());
    memory = Memory.of(config.memory(), config.maxBytes());
    births = new SpanFactory(config, map, stats, memory);
    supply = new PageSupply(config.procs(), pages, map, stats, memory);
  }

  /**
   * Makes a span for collected objects (Go: {@code mheap.alloc}).
   *
   * @param npages length in pages, at least 1
   * @param spanClass Go's span class, 0 to 135
   * @return null if the heap is exhausted; then nothing has changed
   * @throws SpanSizeException if the address space could never hold it
   */
  @SystemStack
  public Span alloc(ExecutionContext ctx, int npages, int spanClass) {
    ctx.requireSystemStack("alloc");
    SpanFactory.requireSpanClass(spanClass);
    return allocSpan(ctx, npages, SpanAllocType.HEAP, spanClass);
  }

  /**
   * Makes a span that the caller will free itself (Go: {@code allocManual}). Its bytes are garbage
   * unless {@link Span#needzero} is false.
   *
   * @param npages length in pages, at least 1
   * @param type any but HEAP
   * @return null if the heap is exhausted; then nothing has changed
   * @throws PurposeException if the type is HEAP (H7)
   * @throws SpanSizeException if the address space could never hold it
   */
  @SystemStack
  public Span allocManual(ExecutionContext ctx, int npages, SpanAllocType type) {
    ctx.requireSystemStack("allocManual");
    SpanDeath.requireManual("allocManual", type);
    return allocSpan(ctx, npages, type, Span.NO_CLASS);
  }

  private Span allocSpan(ExecutionContext ctx, int npages, SpanAllocType type, int spanClass) {
    births.requireSize(npages);
    long claim = supply.take(ctx, npages);
    return claim == Claim.NONE ? null : births.make(ctx, claim, npages, type, spanClass);
  }

  /**
   * Frees a span of {@link #allocManual} in phase OFF, or in any phase if it is PTR_SCALAR_BITS
   * (Go: {@code freeManual}).
   *
   * @param type what the span was allocated for
   * @throws PhaseException if the phase is not OFF or a cycle is starting
   * @throws PurposeException if the type is HEAP or not the span's
   * @throws io.quiesce.heap.span.SpanStateException if the span is dead, in use, or of another heap
   */
  @SystemStack
  public void freeManual(ExecutionContext ctx, Span s, SpanAllocType type) {
    if (!tryFreeManual(ctx, s, type)) {
      throw notOff("freeManual", s);
    }
  }

  /** As {@link #freeManual}, but answers false when the gate is closed; the caller then defers. */
  @SystemStack
  public boolean tryFreeManual(ExecutionContext ctx, Span s, SpanAllocType type) {
    ctx.requireSystemStack("freeManual");
    SpanDeath.requireManual("freeManual", type);
    return tryFree(ctx, "freeManual", s, type, false);
  }

  /**
   * As {@link #tryFreeManual}, by an owner who keeps no reference to the span: its record may live
   * again with the next span on its pages. A reference kept in spite of that would not show the
   * death.
   */
  @SystemStack
  public boolean tryRelinquish(ExecutionContext ctx, Span s, SpanAllocType type) {
    ctx.requireSystemStack("tryRelinquish");
    SpanDeath.requireManual("tryRelinquish", type);
    return tryFree(ctx, "tryRelinquish", s, type, true);
  }

  /**
   * Frees a manual span if nothing in it is in use, for owners that share it: whether it is idle is
   * decided by the same step that ends it.
   *
   * @throws PurposeException if the type is HEAP or not the span's
   */
  @SystemStack
  public FreeOutcome tryFreeIdle(ExecutionContext ctx, Span s, SpanAllocType type) {
    ctx.requireSystemStack("tryFreeIdle");
    SpanDeath.requireManual("tryFreeIdle", type);
    if (!gate.tryEnterOff(ctx)) {
      return FreeOutcome.CLOSED;
    }
    try {
      FreeOutcome outcome = SpanDeath.tryRetireIdle(map, s, type);
      if (outcome == FreeOutcome.FREED) {
        bury(ctx, s, type);
      }
      return outcome;
    } finally {
      gate.exit(ctx);
    }
  }

  /**
   * Frees a span of {@link #alloc} that holds no object, in phase OFF (Go: {@code freeSpan}, which
   * the sweeper calls).
   *
   * @throws PhaseException if the phase is not OFF or a cycle is starting
   * @throws PurposeException if it is a manual span
   * @throws io.quiesce.heap.span.SpanStateException if the span is dead, in use, or of another heap
   */
  @SystemStack
  public void freeSpan(ExecutionContext ctx, Span s) {
    ctx.requireSystemStack("freeSpan");
    if (!tryFree(ctx, "freeSpan", s, SpanAllocType.HEAP, false)) {
      throw notOff("freeSpan", s);
    }
  }

  private boolean tryFree(
      ExecutionContext ctx, String operation, Span s, SpanAllocType type, boolean relinquished) {
    boolean gated = type != SpanAllocType.PTR_SCALAR_BITS;
    if (gated && !gate.tryEnterOff(ctx)) {
      return false;
    }
    try {
      SpanDeath.retire(operation, map, s, type);
      if (relinquished) {
        s.relinquish();
      }
      bury(ctx, s, type);
      return true;
    } finally {
      if (gated) {
        gate.exit(ctx);
      }
    }
  }

  /** What follows the retirement, by its winner; the pages last. */
  private void bury(ExecutionContext ctx, Span s, SpanAllocType type) {
    if (type.manual()) {
      s.setNeedzero();
    } else {
      map.clearInUse(s);
    }
    stats.free(ctx, type, s.bytes());
    memory.takeBack(s.base(), s.bytes());
    supply.giveBack(ctx, s.firstPage(), s.npages());
  }

  private PhaseException notOff(String operation, Span s) {
    return new PhaseException(
        operation + " of " + s + ": needs phase OFF, but the gate is " + gate + "; defer it");
  }

  /** The live span that contains {@code addr}, for anyone; null if there is none. Lock-free. */
  public Span spanOf(long addr) {
    return map.find(HeapAddress.page(addr));
  }

  /** One consistent cut of the figures; writers do not wait for it. */
  public HeapSnapshot snapshot() {
    return stats.snapshot();
  }

  /**
   * Gives idle memory back to the system, highest addresses first (Go: {@code scavenge}).
   *
   * @param bytes how much is wanted; rounded up to pages
   * @return bytes given back; less if there was not enough
   */
  @SystemStack
  public long scavenge(ExecutionContext ctx, long bytes) {
    ctx.requireSystemStack("scavenge");
    return new Scavenger(pages, stats, memory).some(ctx, bytes);
  }

  /** Gives the cached pages of {@code pid} back, a P that the caller owns or has claimed (E9). */
  @SystemStack
  public void flushPageCache(ExecutionContext ctx, int pid) {
    ctx.requireSystemStack("flushPageCache");
    supply.flush(pid);
  }

  /** Access to the explicit placement of pages, for replays of recorded runs. */
  public Placement placement() {
    return new Placement(pages, supply, births, new Scavenger(pages, stats, memory));
  }

  /** The bytes behind the addresses. */
  public Memory memory() {
    return memory;
  }

  /** The geometry. */
  public HeapConfig config() {
    return config;
  }

  /** The gate that says when spans may die. */
  public PhaseGate gate() {
    return gate;
  }

  /** The page bitmap, for oracles. */
  public PageAllocator pages() {
    return pages;
  }

  /** The span map, for lookups of dead spans and for oracles. */
  public SpanMap spans() {
    return map;
  }

  /** The page caches and run caches of the Ps, for oracles at quiescence. */
  public PageSupply supply() {
    return supply;
  }
}
