package io.quiesce.trace.stack.mirror;

import io.quiesce.stack.StackSizes;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Go's pool of one order as the trace tells it: the spans with free stacks in list order, and how
 * many stacks of each span are out. Each event is also predicted from those before it by the list
 * policy: the head gives, a span that was full or is new becomes the head.
 */
public final class GoPool {
  private static final int ALLOC_BASE = EventKind.POOLALLOC.index("base");
  private static final int ALLOC_ADDR = EventKind.POOLALLOC.index("addr");
  private static final int ALLOC_COUNT = EventKind.POOLALLOC.index("allocCount");
  private static final int ALLOC_REMOVED = EventKind.POOLALLOC.index("removed");
  private static final int FREE_BASE = EventKind.POOLFREE.index("base");
  private static final int FREE_ADDR = EventKind.POOLFREE.index("addr");
  private static final int FREE_COUNT = EventKind.POOLFREE.index("allocCount");
  private static final int FREE_ACT = EventKind.POOLFREE.index("act");
  private static final int FREE_INSERTED = EventKind.POOLFREE.index("inserted");
  private static final int SPAN_BASE = EventKind.POOLSPAN.index("base");
  private static final int SPAN_NPAGES = EventKind.POOLSPAN.index("npages");
  private static final int SPAN_BYTES = 32768;
  private static final int USED = 0;
  private static final int FREED = 1;
  private static final int DEFERRED = 2;

  private final Tally tally;
  private final int stackBytes;
  private final int pieces;

  /** Spans with free stacks; the last element is the head. */
  private final List<Long> listed = new ArrayList<>();

  private final Map<Long, Integer> allocCounts = new HashMap<>();

  /** An empty pool for stacks of {@code stackBytes}; counts in {@code tally}. */
  public GoPool(Tally tally, int stackBytes) {
    this.tally = tally;
    this.stackBytes = stackBytes;
    this.pieces = SPAN_BYTES / stackBytes;
  }

  /** POOLSPAN: a new span becomes the head. */
  public void span(TraceEvent e) {
    long base = e.arg(SPAN_BASE);
    tally.same(e, "npages of a pool span", e.arg(SPAN_NPAGES), StackSizes.POOL_SPAN_PAGES);
    tally.same(e, "the list had no free stack", true, listed.isEmpty());
    Integer old = allocCounts.put(base, 0);
    tally.same(e, "the span is new", true, old == null);
    listed.add(base);
  }

  /** POOLALLOC: the head gives one stack and leaves the list when it has no more. */
  public void alloc(TraceEvent e) {
    long base = e.arg(ALLOC_BASE);
    require(e, base);
    if (!listed.isEmpty()) {
      tally.sameAddress(e, "span at the head", base, listed.get(listed.size() - 1));
    }
    piece(e, e.arg(ALLOC_ADDR), base);
    int count = allocCounts.merge(base, 1, Integer::sum);
    tally.same(e, "allocCount", e.arg(ALLOC_COUNT), count);
    tally.same(e, "removed", e.arg(ALLOC_REMOVED), count == pieces ? 1 : 0);
    if (count >= pieces) {
      listed.remove(base);
    }
  }

  /** POOLFREE: one stack comes back; the phase decides what becomes of an empty span. */
  public void free(TraceEvent e) {
    long base = e.arg(FREE_BASE);
    require(e, base);
    piece(e, e.arg(FREE_ADDR), base);
    int count = allocCounts.merge(base, -1, Integer::sum);
    tally.same(e, "allocCount", e.arg(FREE_COUNT), count);
    tally.same(e, "inserted", e.arg(FREE_INSERTED), count == pieces - 1 ? 1 : 0);
    if (count == pieces - 1) {
      listed.add(base);
    }
    int act = count > 0 ? USED : e.phase() == 0 ? FREED : DEFERRED;
    tally.same(e, "act", e.arg(FREE_ACT), act);
    if (act == FREED) {
      forget(base);
    }
  }

  private void piece(TraceEvent e, long addr, long base) {
    long offset = addr - base;
    boolean inside = offset >= 0 && offset < SPAN_BYTES && offset % stackBytes == 0;
    tally.same(e, "the stack is a piece of the span", true, inside);
  }

  private void require(TraceEvent e, long base) {
    if (!allocCounts.containsKey(base)) {
      throw new IllegalStateException(
          e.kind() + " of 0x" + Long.toHexString(base) + ", which is no span of this pool");
    }
  }

  /** Forgets a span that went back to the heap. */
  public void forget(long base) {
    listed.remove(base);
    allocCounts.remove(base);
  }

  /** Stacks of the span at {@code base} that are out, -1 if the pool has no such span. */
  public int allocCount(long base) {
    return allocCounts.getOrDefault(base, -1);
  }

  /** Listed spans, the head first. */
  public List<Long> headFirst() {
    List<Long> reversed = new ArrayList<>(listed);
    Collections.reverse(reversed);
    return reversed;
  }

  /** Listed spans without any stack out, in list order. */
  public List<Long> empty() {
    return headFirst().stream().filter(b -> allocCounts.get(b) == 0).toList();
  }
}
