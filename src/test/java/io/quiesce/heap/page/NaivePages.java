package io.quiesce.heap.page;

import java.util.BitSet;

/** The specification: first fit over a bit set, one page after the other. */
final class NaivePages {
  final BitSet free = new BitSet();
  final BitSet scavenged = new BitSet();
  private final BitSet mapped = new BitSet();

  void grow(int page, int n) {
    free.set(page, page + n);
    scavenged.set(page, page + n);
    mapped.set(page, page + n);
  }

  boolean isMapped(int page, int n) {
    return mapped.nextClearBit(page) >= page + n;
  }

  boolean allFree(int page, int n) {
    return free.nextClearBit(page) >= page + n;
  }

  boolean allTaken(int page, int n) {
    int next = free.nextSetBit(page);
    return isMapped(page, n) && (next < 0 || next >= page + n);
  }

  /** The lowest run of {@code n} free pages, or -1. */
  int find(int n) {
    int from = free.nextSetBit(0);
    while (from >= 0 && free.nextClearBit(from) < from + n) {
      from = free.nextSetBit(free.nextClearBit(from));
    }
    return from;
  }

  /** Takes pages and returns how many were scavenged. */
  int take(int page, int n) {
    int count = scavenged.get(page, page + n).cardinality();
    free.clear(page, page + n);
    scavenged.clear(page, page + n);
    return count;
  }

  void give(int page, int n, boolean asScavenged) {
    free.set(page, page + n);
    scavenged.set(page, page + n, asScavenged);
  }

  /** Scavenges up to {@code limit} pages from the top; returns how many. */
  int scavengeSome(int limit) {
    int done = 0;
    for (int page = free.length() - 1; page >= 0 && done < limit; page--) {
      if (free.get(page) && !scavenged.get(page)) {
        scavenged.set(page);
        done++;
      }
    }
    return done;
  }

  /**
   * The summary of stretch {@code i} of {@code pages} pages, in an address space of {@code all}.
   */
  long summary(int i, int pages, int all) {
    int lo = i * pages;
    int hi = Math.min(lo + pages, all);
    int max = 0;
    int run = 0;
    for (int p = lo; p < hi; p++) {
      run = free.get(p) ? run + 1 : 0;
      max = Math.max(max, run);
    }
    int start = Math.min(free.nextClearBit(lo), hi) - lo;
    return Summary.of(start, max, run);
  }
}
