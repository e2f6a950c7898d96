package io.quiesce.heap;

import io.quiesce.heap.page.PageAudit;
import io.quiesce.heap.page.PageCache;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.stats.HeapSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Everything of a heap that an operation without effect must leave as it was: figures, bitmaps,
 * page caches, live spans with their words, in-use bits. Taken at quiescence and compared with
 * equals.
 */
public record HeapState(
    HeapSnapshot figures,
    BitSet free,
    BitSet scavenged,
    BitSet inUse,
    List<String> spans,
    List<Long> caches,
    long inflight) {

  /** The state of {@code heap} now. */
  public static HeapState of(PageHeap heap) {
    PageAudit audit = new PageAudit(heap.pages());
    BitSet free = new BitSet();
    BitSet scavenged = new BitSet();
    BitSet inUse = new BitSet();
    for (int page = 0; page < heap.config().maxPages(); page++) {
      free.set(page, audit.isFree(page));
      scavenged.set(page, audit.isScavenged(page));
      inUse.set(page, heap.spans().isInUse(page));
    }
    List<String> spans = new ArrayList<>();
    heap.spans().forEachLive(s -> spans.add(describe(s)));
    return new HeapState(
        heap.snapshot(), free, scavenged, inUse, spans, caches(heap), heap.gate().inflight());
  }

  private static String describe(Span s) {
    return s + " word " + Long.toHexString(s.acquire()) + " needzero " + s.needzero();
  }

  private static List<Long> caches(PageHeap heap) {
    List<Long> bits = new ArrayList<>();
    for (int pid = 0; pid < heap.config().procs(); pid++) {
      PageCache cache = heap.supply().cache(pid);
      bits.add(cache.freeBits());
      bits.add(cache.scavengedBits());
      bits.add((long) heap.supply().runCache(pid).size());
    }
    return bits;
  }
}
