package io.quiesce.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.oracle.StackOracle;
import io.quiesce.sched.M;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Random sequences by one thread do, at each step, exactly what Go's lists would do. */
final class StackAllocatorProperties {
  /** Two Ps, an M without P, and P 0 with preemption off. */
  private static final int WAYS = 4;

  private StackLab lab;
  private NaiveStacks naive;
  private M[] ms;

  private record Held(long lo, int n) {}

  private final List<Held> held = new ArrayList<>();

  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
  void anySequence_agreesWithGosLists(
      @ForAll @Size(min = 50, max = 300) List<@IntRange(min = 0, max = 1 << 20) Integer> steps) {
    lab = StackLab.plain();
    naive = new NaiveStacks(2);
    ms = new M[] {lab.onSystem(0), lab.onSystem(1), lab.onSystemWithoutP()};
    held.clear();
    for (int step : steps) {
      step(step);
      compare();
    }
    StackOracle.check(lab.stacks);
    finish();
  }

  private void step(int step) {
    int what = step % 16;
    int way = step / 16 % WAYS;
    int rest = step / 64;
    if (what < 8) {
      alloc(way, 2048 << (rest % 7));
    } else if (what < 14) {
      if (!held.isEmpty()) {
        free(way, held.remove(rest % held.size()));
      }
    } else if (what == 14) {
      lab.stacks.stackcacheClear(ms[way % 2], ms[way % 2].p());
      naive.clear(way % 2);
    } else {
      turn();
    }
  }

  private void alloc(int way, int n) {
    long lo = as(way, m -> lab.stacks.stackalloc(m, n));
    held.add(new Held(lo, n));
    int pid = pid(way);
    boolean cached = pid >= 0 && n < 32768;
    naive.alloc(pid, n, lo, cached ? lab.stacks.cachedStacks(pid, StackSizes.order(n)) : null);
  }

  private void free(int way, Held stack) {
    long unused =
        as(
            way,
            m -> {
              lab.stacks.stackfree(m, stack.lo, stack.n);
              return 0;
            });
    naive.free(pid(way), stack.n, stack.lo);
  }

  private interface Action {
    long by(M m);
  }

  private long as(int way, Action action) {
    M m = ms[way % 3];
    m.setPreemptoff(way == 3 ? "test" : null);
    try {
      return action.by(m);
    } finally {
      m.setPreemptoff(null);
    }
  }

  private static int pid(int way) {
    return way < 2 ? way : -1;
  }

  private void turn() {
    if (naive.off) {
      lab.gate.startMark();
      naive.off = false;
    } else {
      lab.gate.startTermination();
      lab.gate.finish();
      naive.off = true;
      assertThat(lab.stacks.freeStackSpans(ms[2])).isEqualTo(naive.freeStackSpans());
    }
  }

  private void compare() {
    for (int order = 0; order < StackSizes.ORDERS; order++) {
      for (int pid = 0; pid < 2; pid++) {
        assertThat(lab.stacks.cachedStacks(pid, order))
            .as("cache of P%d, order %d", pid, order)
            .isEqualTo(naive.cache(pid, order));
      }
      List<Span> spans = lab.stacks.poolSpans(order);
      assertThat(spans).extracting(Span::base).containsExactlyElementsOf(naive.pool.get(order));
      for (Span span : spans) {
        assertThat(SpanWord.allocCount(span.acquire()))
            .isEqualTo(naive.taken.get(span.base()).size());
      }
    }
    for (int log2 = 2; log2 < 6; log2++) {
      Deque<Long> list = naive.large.getOrDefault(8192 << log2, new ArrayDeque<>());
      assertThat(lab.stacks.largeSpans(log2))
          .extracting(Span::base)
          .containsExactlyElementsOf(list);
    }
    assertThat(lab.heap.snapshot().stacksInuse()).isEqualTo(naive.inUse);
  }

  private void finish() {
    while (!held.isEmpty()) {
      free(2, held.remove(held.size() - 1));
    }
    lab.stacks.stackcacheClear(ms[0], ms[0].p());
    lab.stacks.stackcacheClear(ms[1], ms[1].p());
    naive.clear(0);
    naive.clear(1);
    if (!naive.off) {
      turn();
    }
    compare();
    StackOracle.checkEmpty(lab.stacks);
  }
}
