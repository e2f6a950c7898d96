package io.quiesce.heap;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.page.Claim;
import io.quiesce.heap.page.PageAllocator;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.supply.PageSupply;
import io.quiesce.heap.supply.PlacementException;
import io.quiesce.heap.supply.Scavenger;
import io.quiesce.phase.ExecutionContext;
import io.quiesce.phase.SystemStack;

/**
 * The heap with the addresses chosen by the caller, for replays of recorded runs, in which the
 * addresses of spans are inputs.
 *
 * <p>Everything else is as in {@link PageHeap}: the same claims, figures, spans and errors. Spans
 * made here are freed there.
 */
public final class Placement {
  private final PageAllocator pages;
  private final PageSupply supply;
  private final SpanFactory births;
  private final Scavenger scavenger;

  Placement(PageAllocator pages, PageSupply supply, SpanFactory births, Scavenger scavenger) {
    this.pages = pages;
    this.supply = supply;
    this.births = births;
    this.scavenger = scavenger;
  }

  /**
   * Grows the heap by exactly this range.
   *
   * @param base multiple of 4 MiB, at or above the end of the last growth
   * @param bytes positive multiple of 4 MiB
   * @return false if the system refuses the memory; then nothing has changed
   * @throws PlacementException if the range is misaligned, grown already or outside the address
   *     space
   */
  @SystemStack
  public boolean growAt(ExecutionContext ctx, long base, long bytes) {
    ctx.requireSystemStack("growAt");
    if (bytes % HeapAddress.PAGE_BYTES != 0) {
      throw new PlacementException("growAt " + HeapAddress.hex(base) + " by " + bytes + " bytes");
    }
    return supply.growAt(ctx, page("growAt", base), bytes >> HeapAddress.PAGE_SHIFT);
  }

  /**
   * Makes a span of exactly these pages.
   *
   * @param spanClass ignored for manual types
   * @throws PlacementException if not all of the pages are free, or base is not that of a page
   * @throws io.quiesce.heap.page.PageRangeException if the heap has not grown there
   * @throws SpanSizeException if npages is not positive or more than the address space
   */
  @SystemStack
  public Span allocAt(
      ExecutionContext ctx, long base, int npages, SpanAllocType type, int spanClass) {
    ctx.requireSystemStack("allocAt");
    births.requireSize(npages);
    if (!type.manual()) {
      SpanFactory.requireSpanClass(spanClass);
    }
    long page = page("allocAt", base);
    long claim = pages.allocRange(page, npages);
    if (claim == Claim.NONE) {
      throw taken("allocAt", base, npages);
    }
    return births.make(ctx, claim, npages, type, type.manual() ? Span.NO_CLASS : spanClass);
  }

  /**
   * Gives exactly these idle pages back to the system.
   *
   * @throws PlacementException if not all of the pages are free, or base is not that of a page
   * @throws io.quiesce.heap.page.PageRangeException if the heap has not grown there
   * @throws SpanSizeException if npages is not positive or more than the address space
   */
  @SystemStack
  public void scavengeAt(ExecutionContext ctx, long base, int npages) {
    ctx.requireSystemStack("scavengeAt");
    births.requireSize(npages);
    if (!scavenger.exactly(ctx, page("scavengeAt", base), npages)) {
      throw taken("scavengeAt", base, npages);
    }
  }

  private static long page(String operation, long base) {
    if (base < HeapAddress.BASE || base % HeapAddress.PAGE_BYTES != 0) {
      throw new PlacementException(
          operation + " at " + HeapAddress.hex(base) + ": not the address of a page of the heap");
    }
    return HeapAddress.page(base);
  }

  private static PlacementException taken(String operation, long base, int npages) {
    return new PlacementException(
        operation
            + " of "
            + npages
            + " pages at "
            + HeapAddress.hex(base)
            + ": not all of them are free; what holds them must be freed or flushed first");
  }
}
