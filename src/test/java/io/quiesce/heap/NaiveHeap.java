package io.quiesce.heap;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.stats.HeapSnapshot;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/** What a page heap must do, by one thread and without thought of speed: a bit for each page. */
final class NaiveHeap {
  private static final int CHUNK = 512;

  private final int maxPages;
  private final BitSet taken = new BitSet();
  private final BitSet scavenged = new BitSet();
  private final BitSet used = new BitSet();
  private final Map<SpanAllocType, Long> pagesIn = new EnumMap<>(SpanAllocType.class);
  private int grown;

  NaiveHeap(int maxPages) {
    this.maxPages = maxPages;
    for (SpanAllocType type : SpanAllocType.values()) {
      pagesIn.put(type, 0L);
    }
  }

  /** The lowest run of {@code n} free pages, after growth if need be; -1 if there is none. */
  int firstFit(int n) {
    int page = lowestRun(n);
    if (page < 0 && grown + chunksFor(n) <= maxPages) {
      growBy(chunksFor(n));
      page = lowestRun(n);
    }
    return page;
  }

  private int lowestRun(int n) {
    int from = taken.nextClearBit(0);
    while (from + n <= grown) {
      int end = taken.nextSetBit(from);
      if (end < 0 || end >= from + n) {
        return from;
      }
      from = taken.nextClearBit(end);
    }
    return -1;
  }

  /** Growth that a request for {@code n} pages may cause. */
  static int chunksFor(int n) {
    return (n + CHUNK - 1) / CHUNK * CHUNK;
  }

  /** The heap grew by {@code n} pages, which are free and scavenged. */
  void growBy(int n) {
    scavenged.set(grown, grown + n);
    grown += n;
  }

  int grown() {
    return grown;
  }

  /** Takes a run; returns whether no page of it was ever used. Fails if it was not free. */
  boolean take(int page, int n, SpanAllocType type) {
    int next = taken.nextSetBit(page);
    if (page + n > grown || (next >= 0 && next < page + n)) {
      throw new AssertionError("pages " + page + "+" + n + " were not free in the model");
    }
    boolean fresh = used.get(page, page + n).isEmpty();
    taken.set(page, page + n);
    used.set(page, page + n);
    scavenged.clear(page, page + n);
    pagesIn.merge(type, (long) n, Long::sum);
    return fresh;
  }

  void free(int page, int n, SpanAllocType type) {
    taken.clear(page, page + n);
    pagesIn.merge(type, (long) -n, Long::sum);
  }

  /** Scavenges up to {@code n} pages, the highest first; returns how many. */
  int scavengeFromTheTop(int n) {
    int done = 0;
    for (int page = grown - 1; page >= 0 && done < n; page--) {
      if (!taken.get(page) && !scavenged.get(page)) {
        scavenged.set(page);
        done++;
      }
    }
    return done;
  }

  HeapSnapshot figures() {
    return new HeapSnapshot(
            HeapAddress.bytes(grown),
            HeapAddress.bytes(scavenged.cardinality()),
            in(SpanAllocType.HEAP),
            in(SpanAllocType.STACK),
            in(SpanAllocType.WORK_BUF),
            in(SpanAllocType.PTR_SCALAR_BITS))
        .check();
  }

  private long in(SpanAllocType type) {
    return HeapAddress.bytes(pagesIn.get(type));
  }
}
