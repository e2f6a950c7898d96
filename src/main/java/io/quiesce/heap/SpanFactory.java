package io.quiesce.heap;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.Memory;
import io.quiesce.heap.page.Claim;
import io.quiesce.heap.page.ZeroedBase;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanMap;
import io.quiesce.heap.stats.HeapStats;
import io.quiesce.phase.ExecutionContext;

/**
 * The second half of an allocation: claimed pages become a span that everyone can find (Go: {@code
 * allocSpan} from the label HaveSpan on, {@code initSpan}).
 *
 * <ol>
 *   <li>needzero, noted for every run of pages whoever gets them (Z4).
 *   <li>Bytes handed out; debug modes verify them here.
 *   <li>Figures: after the claim, so that the death or growth which freed the pages comes first.
 *   <li>Word, which publishes the fields (H3); map, which publishes the span (H2); for HEAP spans
 *       the in-use bit, last, since it makes the sweeper see the span (H10).
 * </ol>
 */
final class SpanFactory {
  /** Span classes run from 0 to this, exclusive: 68 size classes, with and without pointers. */
  private static final int SPAN_CLASSES = 136;

  private final long maxPages;
  private final SpanMap map;
  private final HeapStats stats;
  private final Memory memory;
  private final ZeroedBase zeroed;

  SpanFactory(HeapConfig config, SpanMap map, HeapStats stats, Memory memory) {
    maxPages = config.maxPages();
    this.map = map;
    this.stats = stats;
    this.memory = memory;
    zeroed = new ZeroedBase(config.arenaPages(), maxPages);
  }

  /** Makes the span on {@code claim}, which the caller owns. */
  Span make(ExecutionContext ctx, long claim, int npages, SpanAllocType type, int spanClass) {
    long page = Claim.page(claim);
    long base = HeapAddress.of(page);
    long bytes = HeapAddress.bytes(npages);
    boolean needzero = zeroed.needsZero(page, npages);
    memory.handOut(base, bytes, !needzero);
    Span span = record(page, npages, spanClass, needzero);
    stats.alloc(ctx, type, bytes, HeapAddress.bytes(Claim.scavenged(claim)));
    span.publish(type);
    map.set(span);
    if (!type.manual()) {
      map.markInUse(span);
    }
    return span;
  }

  /** The span that died on these pages, if it will do; else a new one. */
  private Span record(long page, int npages, int spanClass, boolean needzero) {
    Span dead = map.recordAt(page);
    return dead != null && dead.tryReuse(npages, spanClass, needzero)
        ? dead
        : new Span(HeapAddress.of(page), npages, spanClass, needzero);
  }

  /** Throws unless a span of {@code npages} could exist in this address space. */
  void requireSize(int npages) {
    if (npages <= 0 || npages > maxPages) {
      throw new SpanSizeException(
          "a span of " + npages + " pages; must be 1 to " + maxPages + ", the address space");
    }
  }

  /** Throws unless {@code spanClass} is one of Go's. */
  static void requireSpanClass(int spanClass) {
    if (spanClass < 0 || spanClass >= SPAN_CLASSES) {
      throw new IllegalArgumentException(
          "span class " + spanClass + "; must be 0 to " + (SPAN_CLASSES - 1));
    }
  }
}
