package io.quiesce.trace.stack;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import io.quiesce.trace.stack.StackView.Look;
import io.quiesce.trace.stack.mirror.LiveStacks;
import io.quiesce.trace.stack.mirror.Machines;
import io.quiesce.trace.stack.op.StackOp;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes each stackalloc and stackfree of the trace and compares: the way it went, the cache's
 * bytes, amounts of refill and release, the large list, the span of the stack, stacks_inuse.
 */
final class CallJudge {
  private static final int TRANSFER_ORDER = EventKind.CREFILL.index("order");
  private static final int TRANSFER_MOVED = EventKind.CREFILL.index("moved");
  private static final int TRANSFER_BEFORE = EventKind.CREFILL.index("before");
  private static final int TRANSFER_AFTER = EventKind.CREFILL.index("after");
  private static final int SPAN_NPAGES = EventKind.ALLOCSPAN.index("npages");
  private static final int SPAN_BASE = EventKind.ALLOCSPAN.index("base");

  /** FORMAT, race 1: the list was found empty before the record. */
  private static final String LATE_LARGE = "stackLarge filled after a stackalloc found it empty";

  private final Subject subject;
  private final Tally tally;
  private final StackView view;

  CallJudge(Subject subject) {
    this.subject = subject;
    this.tally = subject.tally;
    this.view = new StackView(subject.allocator);
  }

  /** An SALLOC with its parts. */
  void alloc(StackOp op) {
    StackCall call = StackCall.of(op.call());
    M m = machine(op.call(), call);
    m.systemstack(() -> alloc(m, op, call));
    subject.settle(op);
  }

  @SystemStack
  private void alloc(M m, StackOp op, StackCall call) {
    TraceEvent e = op.call();
    List<Long> aside = setAside(m, call, lateEntries(op, call));
    Look before = view.look(e.p(), call);
    long lo = subject.allocator.stackalloc(m, call.bytes());
    Look after = view.look(e.p(), call);
    putBack(m, call, aside);
    tally.same(e, "path", call.path(), StackView.allocPath(call, before, after));
    LiveStacks.Stack old = subject.live.put(call.addr(), new LiveStacks.Stack(lo, call.bytes()));
    tally.same(e, "the address was free", true, old == null);
    if (call.isLarge()) {
      allocLarge(op, call, lo);
    } else {
      small(op, call, before, after);
      subject.pools.compareHome(e, call.addr(), lo);
    }
  }

  /** An SFREE with its parts. */
  void free(StackOp op) {
    StackCall call = StackCall.of(op.call());
    M m = machine(op.call(), call);
    m.systemstack(() -> free(m, op, call));
    subject.settle(op);
  }

  @SystemStack
  private void free(M m, StackOp op, StackCall call) {
    TraceEvent e = op.call();
    LiveStacks.Stack stack = subject.live.remove(call.addr());
    if (stack == null) {
      throw new IllegalStateException("no stack at 0x" + Long.toHexString(call.addr()));
    }
    tally.same(e, "size at allocation", call.bytes(), stack.bytes());
    Look before = view.look(e.p(), call);
    subject.allocator.stackfree(m, stack.lo(), call.bytes());
    Look after = view.look(e.p(), call);
    tally.same(e, "path", call.path(), StackView.freePath(call, stack.lo(), before, after));
    if (call.isLarge()) {
      freeLarge(op, call, stack.lo());
    } else {
      small(op, call, before, after);
    }
  }

  private M machine(TraceEvent e, StackCall call) {
    tally.same(e, "order", call.order(), call.expectedOrder());
    int known = StackCall.NO_P | StackCall.PREEMPTOFF;
    boolean small = call.path() <= StackCall.POOL;
    boolean pool = call.path() == StackCall.POOL;
    tally.rule(e, "why", (call.why() & ~known) == 0 && pool == (call.why() != 0), call.why());
    if (small) {
      tally.same(e, "the M has no P", (call.why() & StackCall.NO_P) != 0, e.p() < 0);
    }
    M m = subject.machines.on(e.m(), e.p());
    Machines.setPreemptoff(m, (call.why() & StackCall.PREEMPTOFF) != 0);
    return m;
  }

  /** Compares what a call with a small stack did to cache and pool. */
  private void small(StackOp op, StackCall call, Look before, Look after) {
    TraceEvent e = op.call();
    long cache = call.path() == StackCall.POOL ? -1 : after.cacheBytes();
    tally.same(e, "csize", call.cacheBytes(), cache);
    boolean alloc = e.kind() == EventKind.SALLOC;
    TraceEvent transfer = op.part(alloc ? EventKind.CREFILL : EventKind.CRELEASE);
    boolean expected = call.path() == StackCall.CACHE_TRANSFER;
    tally.same(e, "a transfer belongs to it", transfer != null, expected);
    int transferred = 0;
    if (transfer != null) {
      int then = after.cacheBytes() + (alloc ? call.bytes() : -call.bytes());
      transferred = Math.abs(then - before.cacheBytes());
      tally.same(transfer, "order", transfer.arg(TRANSFER_ORDER), call.order());
      tally.same(transfer, "moved", transfer.arg(TRANSFER_MOVED), transferred);
      tally.same(transfer, "before", transfer.arg(TRANSFER_BEFORE), before.cacheBytes());
      tally.same(transfer, "after", transfer.arg(TRANSFER_AFTER), then);
    }
    int pooled = call.path() == StackCall.POOL ? 1 : transferred / call.bytes();
    int moved = subject.pools.after(op, call.order());
    tally.same(e, "stacks moved between pool and caller", moved, pooled);
  }

  private void allocLarge(StackOp op, StackCall call, long lo) {
    TraceEvent e = op.call();
    tally.same(e, "csize", call.cacheBytes(), -1);
    if (call.path() == StackCall.LARGE_3) {
      subject.large.pop(e, call.order(), call.addr(), lo);
    }
    ownSpan(op, call, EventKind.ALLOCSPAN, call.path() == StackCall.LARGE_4);
  }

  private void freeLarge(StackOp op, StackCall call, long lo) {
    TraceEvent e = op.call();
    tally.same(e, "csize", call.cacheBytes(), -1);
    if (call.path() == StackCall.LARGE_4) {
      subject.large.push(e, call.order(), call.addr(), lo);
    }
    ownSpan(op, call, EventKind.FREESPAN, call.path() == StackCall.LARGE_3);
  }

  /** A large stack comes from and goes to the heap with the span that Go recorded. */
  private void ownSpan(StackOp op, StackCall call, EventKind kind, boolean expected) {
    TraceEvent span = op.part(kind);
    tally.same(op.call(), kind + " belongs to it", span != null, expected);
    if (span != null) {
      tally.sameAddress(span, "base", span.arg(SPAN_BASE), call.addr());
      tally.same(span, "npages", span.arg(SPAN_NPAGES), call.bytes() / HeapAddress.PAGE_BYTES);
    }
  }

  /**
   * Entries of stackLarge that arrived after Go looked there and found nothing. The M looked after
   * its last event before this call, and no phase change can lie between, so that only entries put
   * there since then by other Ms, in this very cycle, are tolerated.
   */
  private int lateEntries(StackOp op, StackCall call) {
    if (!call.isLarge() || call.path() != StackCall.LARGE_4) {
      return 0;
    }
    List<LargeJudge.Entry> entries = subject.large.entries(call.order());
    boolean allLate = entries.stream().allMatch(entry -> entry.seq() > op.before());
    if (entries.isEmpty() || !allLate) {
      return 0;
    }
    tally.tolerate(LATE_LARGE);
    return entries.size();
  }

  /** Takes late entries off our list, so that our allocator sees what Go saw. */
  @SystemStack
  private List<Long> setAside(M m, StackCall call, int entries) {
    List<Long> aside = new ArrayList<>(entries);
    for (int i = 0; i < entries; i++) {
      aside.add(subject.allocator.stackalloc(m, call.bytes()));
    }
    return aside;
  }

  /** Gives late entries back in an order that restores the list; the phase still defers them. */
  @SystemStack
  private void putBack(M m, StackCall call, List<Long> aside) {
    for (int i = aside.size() - 1; i >= 0; i--) {
      subject.allocator.stackfree(m, aside.get(i), call.bytes());
    }
  }
}
