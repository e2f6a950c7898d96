package io.quiesce.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Go's stack allocator for one thread, written as plainly as possible: lists of spans, lists of
 * stacks. Which stack of a span is taken is left to the subject; from which span, never.
 */
final class NaiveStacks {
  private static final long SPAN = 4 * 8192;

  final List<Deque<Long>> pool = new ArrayList<>();
  final List<Deque<Long>> caches = new ArrayList<>();
  final Map<Integer, Deque<Long>> large = new HashMap<>();
  final NavigableMap<Long, Set<Long>> taken = new TreeMap<>();
  boolean off = true;
  long inUse;

  NaiveStacks(int procs) {
    for (int i = 0; i < StackSizes.ORDERS; i++) {
      pool.add(new ArrayDeque<>());
    }
    for (int i = 0; i < procs * StackSizes.ORDERS; i++) {
      caches.add(new ArrayDeque<>());
    }
  }

  /** stackalloc answered {@code lo}; afterwards the subject's cache was {@code cache}. */
  void alloc(int pid, int n, long lo, long[] cache) {
    if (n >= 32768) {
      allocLarge(n, lo);
      return;
    }
    int order = StackSizes.order(n);
    if (pid < 0) {
      take(order, List.of(lo).iterator());
      return;
    }
    Deque<Long> mine = caches.get(pid * StackSizes.ORDERS + order);
    if (mine.isEmpty()) {
      List<Long> order1 = new ArrayList<>();
      for (int i = cache.length - 1; i >= 0; i--) {
        order1.add(cache[i]);
      }
      order1.add(lo);
      Iterator<Long> actual = order1.iterator();
      for (int size = 0; size < 16384; size += n) {
        mine.push(take(order, actual));
      }
      assertThat(actual.hasNext()).as("refilled more than half").isFalse();
    }
    assertThat(lo).isEqualTo(mine.pop());
  }

  private void allocLarge(int n, long lo) {
    Deque<Long> list = large.computeIfAbsent(n, k -> new ArrayDeque<>());
    if (list.isEmpty()) {
      inUse += n;
    } else {
      assertThat(lo).as("the first of stackLarge").isEqualTo(list.pop());
    }
  }

  private long take(int order, Iterator<Long> actual) {
    assertThat(actual.hasNext()).as("refilled less than half").isTrue();
    long lo = actual.next();
    int elem = StackSizes.bytes(order);
    Deque<Long> spans = pool.get(order);
    if (spans.isEmpty()) {
      long base = lo - (SPAN - elem);
      assertThat(taken).as("a new span, its highest stack").doesNotContainKey(base);
      taken.put(base, new HashSet<>());
      spans.push(base);
      inUse += SPAN;
    }
    long base = spans.element();
    assertThat(lo).as("from the first span of the list").isBetween(base, base + SPAN - elem);
    assertThat(taken.get(base).add(lo)).as("handed out twice").isTrue();
    if (taken.get(base).size() == SPAN / elem) {
      spans.pop();
    }
    return lo;
  }

  void free(int pid, int n, long lo) {
    if (n >= 32768) {
      if (off) {
        inUse -= n;
      } else {
        large.computeIfAbsent(n, k -> new ArrayDeque<>()).push(lo);
      }
      return;
    }
    int order = StackSizes.order(n);
    if (pid < 0) {
      put(order, lo);
      return;
    }
    Deque<Long> mine = caches.get(pid * StackSizes.ORDERS + order);
    if (mine.size() * n >= 32768) {
      while (mine.size() * n > 16384) {
        put(order, mine.pop());
      }
    }
    mine.push(lo);
  }

  private void put(int order, long lo) {
    long base = taken.floorKey(lo);
    Set<Long> stacks = taken.get(base);
    if (stacks.size() == SPAN / StackSizes.bytes(order)) {
      pool.get(order).push(base);
    }
    stacks.remove(lo);
    if (off && stacks.isEmpty()) {
      drop(order, base);
    }
  }

  private void drop(int order, long base) {
    pool.get(order).remove(base);
    taken.remove(base);
    inUse -= SPAN;
  }

  void clear(int pid) {
    for (int order = 0; order < StackSizes.ORDERS; order++) {
      Deque<Long> mine = caches.get(pid * StackSizes.ORDERS + order);
      while (!mine.isEmpty()) {
        put(order, mine.pop());
      }
    }
  }

  StackAllocator.FreedSpans freeStackSpans() {
    int small = 0;
    for (int order = 0; order < StackSizes.ORDERS; order++) {
      for (long base : List.copyOf(pool.get(order))) {
        if (taken.get(base).isEmpty()) {
          drop(order, base);
          small++;
        }
      }
    }
    int big = 0;
    for (Map.Entry<Integer, Deque<Long>> list : large.entrySet()) {
      big += list.getValue().size();
      inUse -= (long) list.getKey() * list.getValue().size();
      list.getValue().clear();
    }
    return new StackAllocator.FreedSpans(small, big);
  }

  /** The cache of a P as the subject shows it. */
  long[] cache(int pid, int order) {
    long[] all = new long[caches.get(pid * StackSizes.ORDERS + order).size()];
    int i = 0;
    for (long lo : caches.get(pid * StackSizes.ORDERS + order)) {
      all[i++] = lo;
    }
    return all;
  }
}
