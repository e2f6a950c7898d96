package io.quiesce.oracle.cycle;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.runtime.Runtime;
import io.quiesce.stack.StackAllocator;
import java.util.HashSet;
import java.util.Set;

/** Each stack in use belongs to a goroutine, dead or alive; for a stopped world. */
final class StackLeaks {
  private final StackAllocator allocator;
  private final Set<Long> owned = new HashSet<>();
  private final Breaches breaches;

  private StackLeaks(Runtime runtime, Breaches breaches) {
    allocator = runtime.stackAllocator();
    this.breaches = breaches;
    runtime.goroutines().all().forEach(g -> owned.add(g.stack().lo()));
  }

  /** Adds a breach for each stack that nobody has. */
  static void check(Runtime runtime, Breaches breaches) {
    StackLeaks leaks = new StackLeaks(runtime, breaches);
    runtime.heap().spans().forEachLive(leaks::span);
  }

  private void span(Span span) {
    long word = span.acquire();
    if (SpanWord.purpose(word) != SpanAllocType.STACK) {
      return;
    }
    long step = SpanWord.pieces(word) == 0 ? span.bytes() : span.elemSize();
    for (long lo = span.base(); lo < span.base() + span.bytes(); lo += step) {
      int size = allocator.sizeInUse(lo);
      if (size != 0 && !owned.contains(lo)) {
        breaches.add("stack of " + size + " bytes at " + HeapAddress.hex(lo) + " is leaked");
      }
    }
  }
}
