package io.quiesce.stack;

import io.quiesce.heap.PageHeap;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.lockfree.TaggedStack;
import io.quiesce.phase.GcPhase;
import io.quiesce.phase.PhaseException;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import java.util.ArrayList;
import java.util.List;

/**
 * Large stacks that were freed while a cycle ran: each a span of its own, kept until the cycle ends
 * or somebody needs one of that size (Go: {@code stackLarge}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Free.</b> Ask the page heap to free the span inside the phase gate. If the gate is
 *       closed push the span on the list of its size, then look at the phase again. If it is OFF
 *       drain the list (3): the free-all of the cycle may have passed before the push.
 *   <li><b>Take.</b> Pop from the list of the size.
 *   <li><b>Drain.</b> Enter the gate, pop one span, free it, leave; until the list is empty or the
 *       gate refuses. Nothing is popped before the gate is entered, so nothing is pushed back.
 *   <li><b>Free all.</b> Drain each list.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. List i holds spans of 2^i pages, MANUAL, each once; whoever pops one owns it (S7).
 *   <li>I2. A span that stays on its list was there at a moment at which the gate was closed, so
 *       the free-all at the end of that cycle comes after it (S8): either the phase was not OFF at
 *       the look after the push, or the drain after the push was refused.
 * </ul>
 *
 * <p>Orderings: the push is volatile and the look at the phase is volatile; weaker, the look moves
 * before the push, the cycle ends in between, and the span is stranded until the end of the next
 * one (E5). The lists' own accesses are described at {@link TaggedStack}.
 */
final class LargeStacks {
  /** Lists for 2^0 to 2^30 pages. */
  static final int LISTS = 31;

  private final PageHeap heap;
  private final PhaseGate gate;
  private final TaggedStack[] lists = new TaggedStack[LISTS];

  /** Empty lists, linked through {@code links}. */
  LargeStacks(PageHeap heap, PhaseGate gate, TaggedStack.Links links) {
    this.heap = heap;
    this.gate = gate;
    for (int i = 0; i < LISTS; i++) {
      lists[i] = new TaggedStack(links);
    }
  }

  /** The links are in the span records; a late pop of a freed span reads some record's link. */
  record SpanLinks(PageHeap heap) implements TaggedStack.Links {
    @Override
    public int next(int id) {
      return heap.spans().recordAt(id).link();
    }

    @Override
    public void setNext(int id, int next) {
      heap.spans().recordAt(id).setLink(next);
    }
  }

  /** A span of 2^log2 pages that was put here, or null. */
  Span take(int log2) {
    int id = lists[log2].pop();
    return id == TaggedStack.NIL ? null : heap.spans().recordAt(id);
  }

  /** Frees a large stack, now or at the end of the cycle. The caller owns it. */
  @SystemStack
  void free(M m, Span span) {
    m.requireSystemStack("stackfree");
    if (heap.tryRelinquish(m, span, SpanAllocType.STACK)) {
      return;
    }
    int log2 = log2(span.npages());
    lists[log2].push((int) span.firstPage());
    // volatile, after the volatile push; weaker: the span is stranded (I2)
    if (gate.phaseVolatile() == GcPhase.OFF) {
      drain(m, log2);
    }
  }

  /** Frees all that is here, unless the gate closes; returns how many were freed. */
  @SystemStack
  int freeAll(M m) {
    m.requireSystemStack("freeStackSpans");
    int freed = 0;
    for (int log2 = 0; log2 < LISTS; log2++) {
      freed += drain(m, log2);
    }
    return freed;
  }

  @SystemStack
  private int drain(M m, int log2) {
    int freed = 0;
    while (gate.tryEnterOff(m)) {
      try {
        Span span = take(log2);
        if (span == null) {
          return freed;
        }
        if (!heap.tryRelinquish(m, span, SpanAllocType.STACK)) {
          throw new PhaseException("drain of " + span + ": refused inside the gate " + gate);
        }
        freed++;
      } finally {
        gate.exit(m);
      }
    }
    return freed;
  }

  /** The list for stacks of {@code npages}, a power of two. */
  static int log2(int npages) {
    return Integer.numberOfTrailingZeros(npages);
  }

  /** The spans of list {@code log2}, from the top; exact at quiescence only. */
  List<Span> spans(int log2) {
    List<Span> spans = new ArrayList<>();
    for (int id = lists[log2].peek();
        id != TaggedStack.NIL;
        id = heap.spans().recordAt(id).link()) {
      spans.add(heap.spans().recordAt(id));
    }
    return spans;
  }
}
