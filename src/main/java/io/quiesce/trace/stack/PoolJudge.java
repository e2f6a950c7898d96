package io.quiesce.trace.stack;

import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackSizes;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import io.quiesce.trace.stack.mirror.GoPool;
import io.quiesce.trace.stack.mirror.Spans;
import io.quiesce.trace.stack.op.StackOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the pools after each step that touched one: stacks out of each touched span, spans that
 * died, and the list of spans in its order.
 */
final class PoolJudge {
  private static final int SPAN_BASE = EventKind.POOLSPAN.index("base");
  private static final int ALLOC_ADDR = EventKind.POOLALLOC.index("addr");
  private static final int ALLOC_BASE = EventKind.POOLALLOC.index("base");
  private static final int FREE_ADDR = EventKind.POOLFREE.index("addr");
  private static final int FREE_BASE = EventKind.POOLFREE.index("base");

  private final Tally tally;
  private final StackAllocator allocator;
  private final GoPool[] pools = new GoPool[StackSizes.ORDERS];
  private final Spans spans = new Spans();

  /** The span of each stack that is not in the pool, by Go's addresses. */
  private final Map<Long, Long> homes = new HashMap<>();

  PoolJudge(Tally tally, StackAllocator allocator) {
    this.tally = tally;
    this.allocator = allocator;
    for (int order = 0; order < pools.length; order++) {
      pools[order] = new GoPool(tally, StackSizes.FIXED_STACK << order);
    }
  }

  /**
   * Takes the pool events of a step that our allocator has just made, and compares.
   *
   * @return how many stacks Go moved between pool and caller
   */
  int after(StackOp op, int order) {
    Set<Long> touched = new HashSet<>();
    int moved = 0;
    for (TraceEvent part : op.parts()) {
      switch (part.kind()) {
        case POOLSPAN -> pool(part, order).span(part);
        case POOLALLOC -> {
          pool(part, order).alloc(part);
          Long old = homes.put(part.arg(ALLOC_ADDR), part.arg(ALLOC_BASE));
          tally.same(part, "the stack was in the pool", true, old == null);
          touched.add(part.arg(ALLOC_BASE));
          moved++;
        }
        case POOLFREE -> {
          pool(part, order).free(part);
          Long old = homes.remove(part.arg(FREE_ADDR));
          tally.same(part, "the stack was out of the pool", true, old != null);
          touched.add(part.arg(FREE_BASE));
          moved++;
        }
        default -> {
          // Transfers and spans are compared by the caller.
        }
      }
    }
    if (moved > 0) {
      pairNew(op, order);
      touched.forEach(base -> compareSpan(op.point(), order, base));
      compareList(op.point(), order);
    }
    return moved;
  }

  private GoPool pool(TraceEvent part, int order) {
    tally.same(part, "order", part.arg(0), order);
    return pools[order];
  }

  /** A span that Go took now is our head, and ours took it now too. */
  private void pairNew(StackOp op, int order) {
    TraceEvent taken = op.part(EventKind.POOLSPAN);
    if (taken == null) {
      return;
    }
    List<Span> listed = allocator.poolSpans(order);
    boolean paired = !listed.isEmpty() && spans.pair(taken.arg(SPAN_BASE), listed.get(0));
    if (!paired) {
      throw new IllegalStateException("no new span at the head of the pool of order " + order);
    }
  }

  private void compareSpan(TraceEvent at, int order, long base) {
    Span span = spans.ours(base);
    if (span == null) {
      throw new IllegalStateException("no span of ours stands for 0x" + Long.toHexString(base));
    }
    int count = pools[order].allocCount(base);
    long word = span.acquire();
    String what = "allocCount of the span at 0x" + Long.toHexString(base) + ", -1 if freed";
    boolean dead = SpanWord.state(word) == SpanWord.DEAD;
    tally.same(at, what, count, dead ? -1 : SpanWord.allocCount(word));
    if (count < 0) {
      spans.forget(base);
    }
  }

  /** Compares the list of {@code order}, head first, span by span. */
  void compareList(TraceEvent at, int order) {
    List<Long> go = pools[order].headFirst();
    List<Long> ours = allocator.poolSpans(order).stream().map(spans::go).toList();
    tally.sameAddresses(at, "pool list of order " + order, go, ours);
  }

  /** Whether our address lies in the span that stands for the one of Go's stack. */
  void compareHome(TraceEvent at, long goAddress, long lo) {
    Long home = homes.get(goAddress);
    Span span = home == null ? null : spans.ours(home);
    tally.same(at, "the stack comes from the same span", true, span != null && span.contains(lo));
  }

  /** Go's spans of that order in list order. */
  List<Long> listed(int order) {
    return pools[order].headFirst();
  }

  /** Go's spans of that order without a stack out, in list order. */
  List<Long> empty(int order) {
    return pools[order].empty();
  }

  /** The span went back to the heap in freeStackSpans. */
  void freed(TraceEvent at, int order, long base) {
    pools[order].forget(base);
    compareSpan(at, order, base);
  }

  /** Stacks out of Go's span, -1 if it is no span of that order. */
  int allocCount(int order, long base) {
    return pools[order].allocCount(base);
  }
}
