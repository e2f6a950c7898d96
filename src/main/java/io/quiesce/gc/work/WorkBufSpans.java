package io.quiesce.gc.work;

import io.quiesce.heap.PageHeap;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.lockfree.TaggedStack;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The spans behind the work buffers (Go: {@code work.wbufSpans}), by slot: slot s has the buffers s
 * * perSpan and following.
 *
 * <p>A slot is on one of three lists: unused (without memory), busy (its buffers are in use), free
 * (with memory, its buffers on no list); or one thread moves it. A slot keeps its number and its
 * buffers for ever and only exchanges the memory, so that a late pop of a buffer meets a buffer
 * (W6). In Go the three steps are under a lock, which here nothing needs: whoever pops a slot owns
 * it.
 *
 * <p>Orderings: the span of a slot is a plain field, written before the push that publishes it
 * ({@link TaggedStack}, I3).
 */
final class WorkBufSpans {
  private final PageHeap heap;
  private final Span[] spans;
  private final AtomicInteger made = new AtomicInteger();
  private final TaggedStack unused;
  private final TaggedStack busy;
  private final TaggedStack free;
  private final AtomicIntegerArray links;

  WorkBufSpans(PageHeap heap, int slots) {
    this.heap = heap;
    spans = new Span[slots];
    links = new AtomicIntegerArray(slots);
    TaggedStack.Links byArray = new SlotLinks(links);
    unused = new TaggedStack(byArray);
    busy = new TaggedStack(byArray);
    free = new TaggedStack(byArray);
  }

  private record SlotLinks(AtomicIntegerArray links) implements TaggedStack.Links {
    @Override
    public int next(int id) {
      return links.getOpaque(id);
    }

    @Override
    public void setNext(int id, int next) {
      links.setOpaque(id, next);
    }
  }

  /** A busy slot whose buffers belong to the caller. */
  int take(M m) {
    int slot = free.pop();
    if (slot == TaggedStack.NIL) {
      slot = withMemory(m);
    }
    busy.push(slot);
    return slot;
  }

  private int withMemory(M m) {
    int slot = takeUnused();
    Span span =
        m.systemstack(() -> heap.allocManual(m, WorkBufShape.SPAN_PAGES, SpanAllocType.WORK_BUF));
    if (span == null) {
      unused.push(slot);
      throw new WorkBufException("getempty: the page heap is exhausted; use a larger heap");
    }
    spans[slot] = span;
    return slot;
  }

  private int takeUnused() {
    int slot = unused.pop();
    if (slot != TaggedStack.NIL) {
      return slot;
    }
    // a number that nobody else gets; nothing is published with it
    slot = made.getAndAccumulate(spans.length, (now, most) -> Math.min(now + 1, most));
    if (slot == spans.length) {
      throw new WorkBufException(
          "getempty: all " + spans.length + " spans of work buffers are in use; allow more");
    }
    return slot;
  }

  /** All busy slots become free; while nobody uses a buffer. */
  void freeBusy() {
    for (int slot = busy.detachAll(); slot != TaggedStack.NIL; ) {
      // plain: the chain is the caller's since it was detached, and a late pop only reads it
      int next = links.getPlain(slot);
      free.push(slot);
      slot = next;
    }
  }

  /** Whether a free slot has memory to give back. */
  boolean hasFree() {
    return free.peek() != TaggedStack.NIL;
  }

  /**
   * Gives the memory of one free slot back; nothing is taken before the gate is entered, so nothing
   * has to be put back (W7).
   *
   * @return false if there is none, or the gate is closed
   */
  @SystemStack
  boolean tryFreeOne(M m) {
    if (!heap.gate().tryEnterOff(m)) {
      return false;
    }
    try {
      int slot = free.pop();
      if (slot == TaggedStack.NIL) {
        return false;
      }
      heap.freeManual(m, spans[slot], SpanAllocType.WORK_BUF);
      spans[slot] = null;
      unused.push(slot);
      return true;
    } finally {
      heap.gate().exit(m);
    }
  }

  /** The address of the first buffer of a slot with memory. */
  long base(int slot) {
    return spans[slot].base();
  }

  /** The spans of the busy slots, the last taken first; at quiescence. */
  List<Span> busySpans() {
    return spansOf(busy);
  }

  /** The spans of the free slots in the order in which they would be used; at quiescence. */
  List<Span> freeSpans() {
    return spansOf(free);
  }

  /** The busy slots; at quiescence. */
  List<Integer> busySlots() {
    return slotsOf(busy);
  }

  private List<Span> spansOf(TaggedStack list) {
    List<Span> found = new ArrayList<>();
    for (int slot : slotsOf(list)) {
      found.add(spans[slot]);
    }
    return found;
  }

  private List<Integer> slotsOf(TaggedStack list) {
    List<Integer> slots = new ArrayList<>();
    for (int slot = list.peek(); slot != TaggedStack.NIL; slot = links.getOpaque(slot)) {
      slots.add(slot);
    }
    return slots;
  }
}
