package io.quiesce.trace.span;

import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import java.util.HashMap;
import java.util.Map;

/** The spans that Go holds by the trace, with the sums that the identities speak of. */
final class LiveSpans {
  private static final long PAGE = 8192;

  /** A span that was handed out: what the trace said of it and what the subject made of it. */
  record Live(SpanAllocType type, int npages, boolean needzero, Span span) {}

  private final Map<Long, Live> byBase = new HashMap<>();
  private final long[] bytes = new long[SpanAllocType.values().length];
  private long mapped;

  /** Notes growth. */
  void grown(long more) {
    mapped += more;
  }

  /** Notes a span at {@code base}; returns the one that was there, or null as it must be. */
  Live put(long base, Live live) {
    bytes[live.type().code()] += live.npages() * PAGE;
    return byBase.put(base, live);
  }

  /** The span at {@code base}, or null. */
  Live get(long base) {
    return byBase.get(base);
  }

  /** Notes the end of the span at {@code base}. */
  void remove(long base) {
    Live live = byBase.remove(base);
    bytes[live.type().code()] -= live.npages() * PAGE;
  }

  /** Bytes in live spans of that purpose. */
  long bytes(SpanAllocType type) {
    return bytes[type.code()];
  }

  /** Bytes in live spans. */
  long bytes() {
    long sum = 0;
    for (long b : bytes) {
      sum += b;
    }
    return sum;
  }

  /** Bytes that the heap grew by so far. */
  long mapped() {
    return mapped;
  }
}
