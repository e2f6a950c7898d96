package io.quiesce.trace.span;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.stats.HeapSnapshot;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStack;
import io.quiesce.trace.check.Checker;
import io.quiesce.trace.check.GateDriver;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.check.TraceExtent;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;

/**
 * Judges the page heap: places every span where Go placed it and compares needzero, the scavenged
 * bytes taken, the nine figures and the identities after each event. The gate follows PHASE, so a
 * manual span that dies in a cycle is refused by the heap, except pointer bits (H4).
 */
public final class SpanChecker implements Checker {
  private static final int ALLOC_TYP = EventKind.ALLOCSPAN.index("typ");
  private static final int ALLOC_NPAGES = EventKind.ALLOCSPAN.index("npages");
  private static final int ALLOC_BASE = EventKind.ALLOCSPAN.index("base");
  private static final int ALLOC_NEEDZERO = EventKind.ALLOCSPAN.index("needzero");
  private static final int ALLOC_SCAV = EventKind.ALLOCSPAN.index("scav");
  private static final int ALLOC_CLASS = EventKind.ALLOCSPAN.index("spanclass");
  private static final int FREE_TYP = EventKind.FREESPAN.index("typ");
  private static final int FREE_NPAGES = EventKind.FREESPAN.index("npages");
  private static final int FREE_BASE = EventKind.FREESPAN.index("base");
  private static final int FREE_NEEDZERO = EventKind.FREESPAN.index("needzero");
  private static final int GROW_BASE = EventKind.HEAPGROW.index("base");
  private static final int GROW_BYTES = EventKind.HEAPGROW.index("bytes");
  private static final int SCAVENGE_BASE = EventKind.SCAVENGE.index("base");
  private static final int SCAVENGE_NPAGES = EventKind.SCAVENGE.index("npages");

  private final Tally tally = new Tally();
  private final LiveSpans live = new LiveSpans();
  private final ReplayContext ctx = new ReplayContext();
  private final GateDriver gate;
  private final PageHeap heap;
  private long released;

  /** A judge with an empty heap that has room for the trace. */
  public SpanChecker(TraceExtent extent) {
    PhaseGate phases = new PhaseGate(extent.procs());
    gate = new GateDriver(phases, tally);
    heap =
        new PageHeap(
            HeapConfig.of(extent.heapBytes(), extent.procs()).withMemory(MemoryMode.NONE), phases);
  }

  @Override
  public String level() {
    return "span";
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void accept(TraceEvent e) {
    ctx.on(e.p());
    if (e.kind() == EventKind.PHASE) {
      gate.change(e);
    } else {
      gate.compare(e);
    }
    switch (e.kind()) {
      case HEAPGROW, ALLOCSPAN, FREESPAN, SCAVENGE -> {
        ctx.systemstack(() -> change(e));
        compare(e);
      }
      case SNAPSTAT -> compare(e);
      default -> {
        // No other event changes or tells figures.
      }
    }
  }

  @SystemStack
  private void change(TraceEvent e) {
    switch (e.kind()) {
      case HEAPGROW -> grow(e);
      case ALLOCSPAN -> alloc(e);
      case FREESPAN -> free(e);
      default -> heap.placement().scavengeAt(ctx, e.arg(SCAVENGE_BASE), e.intArg(SCAVENGE_NPAGES));
    }
  }

  private void compare(TraceEvent e) {
    HeapSnapshot now = heap.snapshot();
    if (e.kind() == EventKind.ALLOCSPAN) {
      tally.same(e, "scavenged bytes taken", e.arg(ALLOC_SCAV), released - now.heapReleased());
    } else if (e.kind() == EventKind.SCAVENGE) {
      long given = e.arg(SCAVENGE_NPAGES) * HeapAddress.PAGE_BYTES;
      tally.same(e, "bytes given back", given, now.heapReleased() - released);
    }
    released = now.heapReleased();
    Figures.compare(tally, e, now);
    Identities.compare(tally, e, now, live);
  }

  @SystemStack
  private void grow(TraceEvent e) {
    heap.placement().growAt(ctx, e.arg(GROW_BASE), e.arg(GROW_BYTES));
    live.grown(e.arg(GROW_BYTES));
  }

  @SystemStack
  private void alloc(TraceEvent e) {
    SpanAllocType type = SpanAllocType.of(e.intArg(ALLOC_TYP));
    int spanClass = e.intArg(ALLOC_CLASS);
    tally.rule(e, "spanclass is -1 iff manual", spanClass == -1 == type.manual(), spanClass);
    long base = e.arg(ALLOC_BASE);
    int npages = e.intArg(ALLOC_NPAGES);
    Span span = heap.placement().allocAt(ctx, base, npages, type, Math.max(spanClass, 0));
    tally.sameAddress(e, "base", base, span.base());
    tally.same(e, "npages", npages, span.npages());
    tally.same(e, "needzero", e.arg(ALLOC_NEEDZERO), span.needzero() ? 1 : 0);
    live.put(base, new LiveSpans.Live(type, npages, span.needzero(), span));
  }

  @SystemStack
  private void free(TraceEvent e) {
    long base = e.arg(FREE_BASE);
    LiveSpans.Live dying = live.get(base);
    if (dying == null) {
      throw new IllegalStateException("no span at 0x" + Long.toHexString(base));
    }
    SpanAllocType type = SpanAllocType.of(e.intArg(FREE_TYP));
    tally.same(e, "purpose", type, dying.type());
    tally.same(e, "npages", e.arg(FREE_NPAGES), dying.npages());
    Span span = heap.spanOf(base);
    tally.same(e, "the span map finds the span", true, span == dying.span());
    long needzero = e.arg(FREE_NEEDZERO);
    if (type.manual()) {
      heap.freeManual(ctx, dying.span(), type);
      tally.same(e, "needzero", needzero, 1);
    } else {
      heap.freeSpan(ctx, dying.span());
      tally.rule(e, "needzero stays set", needzero == 1 || !dying.needzero(), needzero);
    }
    live.remove(base);
  }
}
