package io.quiesce.oracle;

import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.page.PageAudit;
import io.quiesce.heap.page.PageCache;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.heap.stats.AccountingException;
import io.quiesce.heap.stats.HeapSnapshot;
import io.quiesce.heap.supply.RunCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks a page heap at quiescence: no thread is inside one of its methods.
 *
 * <p>Every grown page must be in exactly one place (PG1) and the bitmap must agree (PG2);
 * summaries, hint and scavenged bits as {@link PageAudit} says (PG5 to PG7); live spans must be
 * disjoint (H1), found from each of their pages (H2), in a state that agrees with their purpose
 * (H6), with the in-use bit of HEAP spans and no others (H10); the figures must equal what the walk
 * counts (H11, AC1 to AC12); nobody may be left inside the phase gate.
 */
public final class HeapOracle {
  private final PageHeap heap;
  private final PageAudit audit;
  private final PageOwners owners;
  private final Map<SpanAllocType, Long> bytesIn = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private long idleInCaches;
  private long scavengedInCaches;

  private HeapOracle(PageHeap heap) {
    this.heap = heap;
    audit = new PageAudit(heap.pages());
    owners = new PageOwners(heap.config().maxPages(), violations);
  }

  /**
   * Checks everything.
   *
   * @throws OracleException with all violations found
   */
  public static void check(PageHeap heap) {
    List<String> found = violations(heap);
    if (!found.isEmpty()) {
      throw new OracleException("page heap", found);
    }
  }

  /** Everything that does not hold, one line each; empty if all is well. */
  public static List<String> violations(PageHeap heap) {
    HeapOracle oracle = new HeapOracle(heap);
    oracle.walkSpans();
    oracle.walkCaches();
    oracle.checkBitmap();
    oracle.checkInUseBits();
    oracle.checkFigures();
    oracle.checkGate();
    return oracle.violations;
  }

  private void walkSpans() {
    heap.spans().forEachLive(this::visit);
  }

  private void visit(Span span) {
    long word = span.acquire();
    SpanAllocType type = SpanWord.purpose(word);
    bytesIn.merge(type, span.bytes(), Long::sum);
    owners.take(span.firstPage(), span.npages(), span.toString());
    int expected = type.manual() ? SpanWord.MANUAL : SpanWord.IN_USE;
    if (SpanWord.state(word) != expected) {
      violations.add("H6: state and purpose of " + span + " disagree");
    }
    for (long page = span.firstPage(); page < span.firstPage() + span.npages(); page++) {
      if (heap.spans().find(page) != span) {
        violations.add("H2: page " + page + " of " + span + " leads to " + heap.spans().find(page));
      }
    }
  }

  private void walkCaches() {
    for (int pid = 0; pid < heap.config().procs(); pid++) {
      PageCache cache = heap.supply().cache(pid);
      for (int i = 0; i < PageCache.PAGES; i++) {
        if ((cache.freeBits() >>> i & 1) != 0) {
          owners.take(cache.base() + i, 1, "page cache of P " + pid);
        }
      }
      if ((cache.scavengedBits() & ~cache.freeBits()) != 0) {
        violations.add("PG7: the page cache of P " + pid + " has scavenged pages that it lacks");
      }
      idleInCaches += Long.bitCount(cache.freeBits());
      scavengedInCaches += Long.bitCount(cache.scavengedBits());
      walkRuns(pid, heap.supply().runCache(pid));
    }
  }

  private void walkRuns(int pid, RunCache runs) {
    for (int i = 0; i < runs.size(); i++) {
      owners.take(runs.page(i), runs.length(i), "run cache of P " + pid);
      idleInCaches += runs.length(i);
    }
  }

  private void checkBitmap() {
    violations.addAll(audit.violations());
    owners.forEachTaken(
        (page, owner) -> {
          if (audit.isFree(page)) {
            violations.add("PG1: page " + page + " is free in the bitmap and belongs to " + owner);
          }
        });
    requireEqual(
        "PG1/PG2: pages grown == free + owned",
        audit.mappedPages(),
        audit.freePages() + owners.taken());
  }

  private void checkInUseBits() {
    for (long page = 0; page < heap.config().maxPages(); page++) {
      Span span = heap.spans().recordAt(page);
      boolean begins = span != null && SpanWord.state(span.acquire()) == SpanWord.IN_USE;
      if (heap.spans().isInUse(page) != begins) {
        violations.add("H10: in-use bit of page " + page + " is " + !begins + " for " + span);
      }
    }
  }

  private void checkFigures() {
    HeapSnapshot figures;
    try {
      figures = heap.snapshot();
    } catch (AccountingException e) {
      violations.add(e.getMessage());
      return;
    }
    for (SpanAllocType type : SpanAllocType.values()) {
      requireEqual(
          "AC4-6/H11: figure of " + type + " == bytes in its live spans",
          figures.in(type),
          bytesIn.getOrDefault(type, 0L));
    }
    requireEqual(
        "AC2: mapped == bytes grown", figures.mapped(), HeapAddress.bytes(audit.mappedPages()));
    requireEqual(
        "AC7: heapIdle == bytes free or cached",
        figures.heapIdle(),
        HeapAddress.bytes(audit.freePages() + idleInCaches));
    requireEqual(
        "AC3/AC12: heapReleased == bytes of scavenged pages",
        figures.heapReleased(),
        HeapAddress.bytes(audit.scavengedPages() + scavengedInCaches));
  }

  private void checkGate() {
    requireEqual("P: nobody is inside the phase gate", heap.gate().inflight(), 0);
  }

  private void requireEqual(String invariant, long left, long right) {
    if (left != right) {
      violations.add(invariant + ", but " + left + " != " + right);
    }
  }
}
