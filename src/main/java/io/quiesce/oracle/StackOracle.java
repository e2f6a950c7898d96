package io.quiesce.oracle;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackSizes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stack allocator's invariants S1 to S5, S7 and S12, for a moment at which nobody uses it.
 *
 * <p>It works from what the allocator shows of its parts, recounts everything from the span map,
 * and reports each breach instead of the first one. It believes no counter. Nothing is changed.
 *
 * <p>One thread, with a happens-before edge from every M (join, barrier).
 */
public final class StackOracle {
  private final StackAllocator allocator;
  private final List<String> breaches = new ArrayList<>();
  private final Map<Long, String> cached = new HashMap<>();
  private final Map<Span, Integer> listed = new HashMap<>();
  private long stackBytes;

  private StackOracle(StackAllocator allocator) {
    this.allocator = allocator;
  }

  /**
   * Checks S1 to S5 and S7.
   *
   * @throws OracleException with every breach
   */
  public static void check(StackAllocator allocator) {
    new StackOracle(allocator).look().report();
  }

  /**
   * As {@link #check}, and that nothing waits for the end of a cycle: no span whose stacks are all
   * free, no large stack on a list. For phase OFF after {@code freeStackSpans}.
   *
   * @throws OracleException with every breach
   */
  public static void checkAfterCycle(StackAllocator allocator) {
    StackOracle oracle = new StackOracle(allocator);
    oracle.look();
    oracle.nothingDeferred();
    oracle.report();
  }

  /**
   * As {@link #checkAfterCycle}, and that no stack memory is left at all (S12). For the end, when
   * all stacks are freed and all caches cleared.
   *
   * @throws OracleException with every breach
   */
  public static void checkEmpty(StackAllocator allocator) {
    StackOracle oracle = new StackOracle(allocator);
    oracle.look();
    oracle.nothingDeferred();
    if (oracle.stackBytes != 0) {
      oracle.breach("S12", oracle.stackBytes + " bytes of stack spans are left");
    }
    if (allocator.systemBytes() != 0) {
      oracle.breach("S12", allocator.systemBytes() + " bytes from the system are left");
    }
    oracle.report();
  }

  private StackOracle look() {
    lookAtCaches();
    lookAtLists();
    allocator.heap().spans().forEachLive(this::lookAtSpan);
    long figure = allocator.heap().snapshot().stacksInuse();
    if (figure != stackBytes) {
      breach("S11", "stacks_inuse is " + figure + ", the live stack spans have " + stackBytes);
    }
    return this;
  }

  private void report() {
    if (!breaches.isEmpty()) {
      throw new OracleException("stacks", breaches);
    }
  }

  private void lookAtCaches() {
    for (int pid = 0; pid < allocator.heap().config().procs(); pid++) {
      for (int order = 0; order < StackSizes.ORDERS; order++) {
        lookAtCache(pid, order);
      }
    }
  }

  private void lookAtCache(int pid, int order) {
    String name = "cache of P" + pid + ", order " + order;
    long[] stacks = allocator.cachedStacks(pid, order);
    int bytes = allocator.cacheBytes(pid, order);
    if (bytes != stacks.length * StackSizes.bytes(order) || bytes > StackSizes.CACHE_BYTES) {
      breach("S5", name + ": " + bytes + " bytes, " + stacks.length + " stacks");
    }
    for (long lo : stacks) {
      String other = cached.put(lo, name);
      if (other != null) {
        breach("S1", hex(lo) + " is in the " + name + " and in the " + other);
      }
      Span span = allocator.heap().spanOf(lo);
      if (span == null || span.elemSize() != StackSizes.bytes(order)) {
        breach("S4", hex(lo) + " is in the " + name + " but lies in " + span);
      }
    }
  }

  private void lookAtLists() {
    for (int order = 0; order < StackSizes.ORDERS; order++) {
      for (Span span : allocator.poolSpans(order)) {
        list(span);
        if (span.elemSize() != StackSizes.bytes(order)) {
          breach("S4", span + " with pieces of " + span.elemSize() + " is in pool " + order);
        }
      }
    }
    for (int log2 = 0; log2 < Integer.SIZE - 1; log2++) {
      for (Span span : allocator.largeSpans(log2)) {
        list(span);
        long word = span.acquire();
        if (span.npages() != 1 << log2
            || SpanWord.state(word) != SpanWord.MANUAL
            || SpanWord.purpose(word) != SpanAllocType.STACK) {
          breach("S7", span + " is on the list of large stacks of 2^" + log2 + " pages");
        }
      }
    }
  }

  private void list(Span span) {
    if (listed.merge(span, 1, Integer::sum) > 1) {
      breach("S3", span + " is listed more than once");
    }
  }

  private void lookAtSpan(Span span) {
    long word = span.acquire();
    if (SpanWord.purpose(word) != SpanAllocType.STACK) {
      return;
    }
    stackBytes += span.bytes();
    if (SpanWord.pieces(word) == 0) {
      one("S1", span.base(), listed.containsKey(span), false, span.bytes());
      return;
    }
    if ((long) SpanWord.pieces(word) * span.elemSize() != span.bytes()) {
      breach("S4", span + " has pieces of " + span.elemSize());
    }
    if (listed.containsKey(span) != (SpanWord.freeMask(word) != 0)) {
      breach("S3", span + (listed.containsKey(span) ? " is listed" : " is not listed"));
    }
    for (int piece = 0; piece < SpanWord.pieces(word); piece++) {
      long lo = span.base() + (long) piece * span.elemSize();
      boolean free = (SpanWord.freeMask(word) >>> piece & 1) != 0;
      one("S1", lo, free, cached.containsKey(lo), span.elemSize());
    }
  }

  /** A stack is in exactly one place: free, cached, or with a user (S1, and with it S2). */
  private void one(String id, long lo, boolean free, boolean inCache, long bytes) {
    int size = allocator.sizeInUse(lo);
    Set<String> places = new HashSet<>();
    if (free) {
      places.add("free in its span or on a list");
    }
    if (inCache) {
      places.add("in the " + cached.get(lo));
    }
    if (size != 0) {
      places.add("in use with " + size + " bytes");
    }
    if (places.size() != 1) {
      breach(id, "stack " + hex(lo) + " is in " + places.size() + " places: " + places);
    }
    if (size != 0 && size != bytes) {
      breach("S4", "stack " + hex(lo) + " of " + bytes + " bytes is in use with " + size);
    }
  }

  private void nothingDeferred() {
    for (Span span : listed.keySet()) {
      if (SpanWord.allocCount(span.acquire()) == 0) {
        breach("S6", span + " is all free, but still not with the page heap");
      }
    }
  }

  private void breach(String id, String what) {
    breaches.add(id + ": " + what);
  }

  private static String hex(long address) {
    return HeapAddress.hex(address);
  }
}
