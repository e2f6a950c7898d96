package io.quiesce.trace.stack;

import io.quiesce.heap.span.Span;
import io.quiesce.stack.StackAllocator;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.TraceEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares stackLarge, list by list in its order, with what Go's list holds by the trace. */
final class LargeJudge {
  /** A free large stack: Go's address, ours, and the event that put it there. */
  record Entry(long goAddress, long lo, long seq) {}

  private final Tally tally;
  private final StackAllocator allocator;
  private final Map<Integer, Deque<Entry>> lists = new TreeMap<>();

  LargeJudge(Tally tally, StackAllocator allocator) {
    this.tally = tally;
    this.allocator = allocator;
  }

  private Deque<Entry> list(int index) {
    return lists.computeIfAbsent(index, i -> new ArrayDeque<>());
  }

  /** SFREE path 4: the stack becomes the head. */
  void push(TraceEvent at, int index, long goAddress, long lo) {
    list(index).push(new Entry(goAddress, lo, at.seq()));
    compare(at, index);
  }

  /** SALLOC path 3: Go took the head, and so must we have. */
  void pop(TraceEvent at, int index, long goAddress, long lo) {
    Entry head = list(index).poll();
    if (head == null) {
      throw new IllegalStateException("Go's stackLarge list " + index + " is empty");
    }
    tally.sameAddress(at, "head of stackLarge", goAddress, head.goAddress());
    tally.sameAddress(at, "our head of stackLarge", head.lo(), lo);
    compare(at, index);
  }

  /** The lists that hold something. */
  List<Integer> nonEmpty() {
    return lists.entrySet().stream()
        .filter(l -> !l.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Go's entries of list {@code index}, the head first. */
  List<Entry> entries(int index) {
    return List.copyOf(list(index));
  }

  /** Go's addresses in list {@code index}, the head first. */
  List<Long> addresses(int index) {
    return list(index).stream().map(Entry::goAddress).toList();
  }

  /** All lists were given back to the heap. */
  void clear(TraceEvent at) {
    for (Map.Entry<Integer, Deque<Entry>> list : lists.entrySet()) {
      list.getValue().clear();
      compare(at, list.getKey());
    }
  }

  /** Compares list {@code index} with ours. */
  void compare(TraceEvent at, int index) {
    List<Long> go = list(index).stream().map(Entry::lo).toList();
    List<Long> ours = allocator.largeSpans(index).stream().map(Span::base).toList();
    tally.sameAddresses(at, "stackLarge list " + index, go, ours);
  }
}
