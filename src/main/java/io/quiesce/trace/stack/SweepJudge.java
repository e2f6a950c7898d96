package io.quiesce.trace.stack;

import io.quiesce.sched.M;
import io.quiesce.stack.StackSizes;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import io.quiesce.trace.stack.op.StackOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes Go's cache clears and freeStackSpans and compares what they gave back.
 *
 * <p>Both take one lock after another, and other Ms work between; so each is made lock by lock, at
 * the events of that lock. Where freeStackSpans found nothing it left no event: that part is made
 * at its end, which is the same, since in phase OFF no span becomes empty and stays listed.
 */
final class SweepJudge {
  private static final int CLEAR_ORDER = EventKind.CCLEAR.index("order");
  private static final int CLEAR_OWNER = EventKind.CCLEAR.index("ownerP");
  private static final int CLEAR_BYTES = EventKind.CCLEAR.index("bytes");
  private static final int CLEAR_COUNT = EventKind.CCLEAR.index("count");
  private static final int SPAN_KIND = EventKind.FSSSPAN.index("kind");
  private static final int SPAN_INDEX = EventKind.FSSSPAN.index("idx");
  private static final int SPAN_BASE = EventKind.FSSSPAN.index("base");
  private static final int SPAN_NPAGES = EventKind.FSSSPAN.index("npages");
  private static final int END_POOL = EventKind.FSSEND.index("npool");
  private static final int END_LARGE = EventKind.FSSEND.index("nlarge");
  private static final int POOL = 0;
  private static final int LARGE = 1;

  private final Subject subject;
  private final Tally tally;

  /** The clear that an M is in the middle of, by M: the owner of the cache and the next order. */
  private final Map<Integer, Clearing> clearing = new HashMap<>();

  private record Clearing(int owner, int nextOrder) {}

  /** The M that is inside freeStackSpans, -1 for none: there is one at a time. */
  private int freeing = -1;

  /** Orders that this freeStackSpans has done; {@link #largeDone} likewise. */
  private final Set<Integer> ordersDone = new HashSet<>();

  private boolean largeDone;
  private int poolSpans;
  private int largeSpans;

  SweepJudge(Subject subject) {
    this.subject = subject;
    this.tally = subject.tally;
  }

  /** CCLEAR: one order of the cache of one P, which may belong to another M. */
  void clear(StackOp op) {
    TraceEvent e = op.call();
    int order = e.intArg(CLEAR_ORDER);
    int owner = e.intArg(CLEAR_OWNER);
    inTurn(e, owner, order);
    M m = subject.machines.on(e.m(), e.p());
    int before = subject.allocator.cacheBytes(owner, order);
    subject.machines.withP(
        m, owner, p -> m.systemstack(() -> subject.allocator.stackcacheClear(m, p, order)));
    tally.same(e, "bytes", e.arg(CLEAR_BYTES), before);
    int stack = StackSizes.FIXED_STACK << order;
    tally.same(e, "count", e.arg(CLEAR_COUNT), before / stack);
    tally.same(e, "left in the cache", 0, subject.allocator.cacheBytes(owner, order));
    int moved = subject.pools.after(op, order);
    tally.same(e, "stacks that went to the pool", moved, before / stack);
    subject.settle(op);
  }

  /** A clear goes through all orders, of one cache. */
  private void inTurn(TraceEvent e, int owner, int order) {
    Clearing expected = clearing.getOrDefault(e.m(), new Clearing(owner, 0));
    tally.same(e, "order, in turn", order, expected.nextOrder());
    tally.same(e, "ownerP of all orders", owner, expected.owner());
    if (order == StackSizes.ORDERS - 1) {
      clearing.remove(e.m());
    } else {
      clearing.put(e.m(), new Clearing(owner, order + 1));
    }
  }

  /** FSSBEGIN. */
  void begin(TraceEvent e) {
    tally.same(e, "M inside freeStackSpans, -1 for none", -1, freeing);
    freeing = e.m();
    ordersDone.clear();
    largeDone = false;
    poolSpans = 0;
    largeSpans = 0;
  }

  /** All FSSSPAN under one lock. */
  void freeSpans(StackOp op) {
    List<Long> bases = new ArrayList<>();
    for (TraceEvent part : op.parts()) {
      if (part.kind() == EventKind.FSSSPAN) {
        bases.add(part.arg(SPAN_BASE));
        tally.same(part, "npages", part.arg(SPAN_NPAGES), pages(part));
      }
    }
    TraceEvent e = op.call();
    tally.same(e, "M inside freeStackSpans", e.m(), freeing);
    if (e.arg(SPAN_KIND) == LARGE) {
      freeLarge(e, bases);
    } else {
      tally.same(e, "kind", e.arg(SPAN_KIND), POOL);
      freePool(e, e.intArg(SPAN_INDEX), bases);
    }
    subject.settle(op);
  }

  private static long pages(TraceEvent e) {
    boolean large = e.arg(SPAN_KIND) == LARGE;
    return large ? 1L << e.arg(SPAN_INDEX) : StackSizes.POOL_SPAN_PAGES;
  }

  /** FSSEND: the locks under which Go found nothing, and the counts. */
  void end(StackOp op) {
    TraceEvent e = op.call();
    tally.same(e, "M inside freeStackSpans", e.m(), freeing);
    freeing = -1;
    for (int order = 0; order < StackSizes.ORDERS; order++) {
      if (!ordersDone.contains(order)) {
        freePool(e, order, List.of());
      }
    }
    if (!largeDone) {
      freeLarge(e, List.of());
    }
    tally.same(e, "npool", e.arg(END_POOL), poolSpans);
    tally.same(e, "nlarge", e.arg(END_LARGE), largeSpans);
    subject.settle(op);
  }

  private void freePool(TraceEvent e, int order, List<Long> bases) {
    M m = subject.machines.on(e.m(), e.p());
    List<Long> empty = subject.pools.empty(order);
    tally.sameAddresses(e, "empty pool spans of order " + order, bases, empty);
    int freed = m.systemstack(() -> subject.allocator.freePoolSpans(m, order));
    tally.same(e, "pool spans freed", empty.size(), freed);
    for (long base : empty) {
      subject.pools.freed(e, order, base);
    }
    subject.pools.compareList(e, order);
    ordersDone.add(order);
    poolSpans += empty.size();
  }

  private void freeLarge(TraceEvent e, List<Long> bases) {
    M m = subject.machines.on(e.m(), e.p());
    List<Long> entries = new ArrayList<>();
    for (int index : subject.large.nonEmpty()) {
      subject.large.entries(index).forEach(entry -> entries.add(entry.goAddress()));
    }
    tally.sameAddresses(e, "spans of stackLarge", bases, entries);
    int freed = m.systemstack(() -> subject.allocator.freeLargeSpans(m));
    tally.same(e, "large spans freed", entries.size(), freed);
    subject.large.clear(e);
    largeDone = true;
    largeSpans += entries.size();
  }
}
