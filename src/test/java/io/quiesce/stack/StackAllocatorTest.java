package io.quiesce.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.oracle.StackOracle;
import io.quiesce.sched.M;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One M at a time: thresholds, paths, deferral, and that bad input changes nothing. */
final class StackAllocatorTest {
  private static final int KIB = 1024;

  private final StackLab lab = StackLab.plain();
  private final StackAllocator stacks = lab.stacks;
  private final M m = lab.onSystem(0);

  @AfterEach
  void invariants() {
    StackOracle.check(stacks);
  }

  @Nested
  final class SmallStacks {
    @ParameterizedTest
    @CsvSource({"2,8", "4,4", "8,2", "16,1"})
    void stackalloc_emptyCache_refillsToHalf(int kib, int taken) {
      int order = StackSizes.order(kib * KIB);

      stacks.stackalloc(m, kib * KIB);

      assertThat(stacks.cacheBytes(0, order)).isEqualTo(16 * KIB - kib * KIB);
      Span span = stacks.poolSpans(order).get(0);
      assertThat(SpanWord.allocCount(span.acquire())).isEqualTo(taken);
      assertThat(lab.heap.snapshot().stacksInuse()).isEqualTo(32 * KIB);
    }

    @Test
    void stackalloc_freshSpan_handsOutTheLastStackOfTheRefillFirst() {
      long lo = stacks.stackalloc(m, 4 * KIB);

      long base = stacks.poolSpans(1).get(0).base();
      assertThat(lo).isEqualTo(base + 16 * KIB);
      assertThat(stacks.cachedStacks(0, 1))
          .containsExactly(base + 20 * KIB, base + 24 * KIB, base + 28 * KIB);
    }

    @Test
    void stackfree_thenAlloc_isLastInFirstOut() {
      long a = stacks.stackalloc(m, 2 * KIB);
      long b = stacks.stackalloc(m, 2 * KIB);
      stacks.stackfree(m, a, 2 * KIB);
      stacks.stackfree(m, b, 2 * KIB);

      assertThat(stacks.stackalloc(m, 2 * KIB)).isEqualTo(b);
      assertThat(stacks.stackalloc(m, 2 * KIB)).isEqualTo(a);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16})
    void stackfree_fullCache_releasesToHalfBeforeThePush(int kib) {
      int order = StackSizes.order(kib * KIB);
      Deque<Long> held = new ArrayDeque<>();
      for (int i = 0; i < 32 / kib + 1; i++) {
        held.add(stacks.stackalloc(m, kib * KIB));
      }
      stacks.stackcacheClear(m, m.p());
      while (held.size() > 1) {
        stacks.stackfree(m, held.pop(), kib * KIB);
      }
      assertThat(stacks.cacheBytes(0, order)).isEqualTo(32 * KIB);

      stacks.stackfree(m, held.pop(), kib * KIB);

      assertThat(stacks.cacheBytes(0, order)).isEqualTo(16 * KIB + kib * KIB);
    }

    @Test
    void stackcacheClear_inOff_returnsAllMemory() {
      for (int n = 2 * KIB; n <= 16 * KIB; n *= 2) {
        stacks.stackfree(m, stacks.stackalloc(m, n), n);
      }
      assertThat(lab.heap.snapshot().stacksInuse()).isEqualTo(4 * 32 * KIB);

      stacks.stackcacheClear(m, m.p());

      StackOracle.checkEmpty(stacks);
    }

    @Test
    void stackalloc_withoutPOrWithPreemptoff_goesToThePool() {
      M noP = lab.onSystemWithoutP();
      m.setPreemptoff("gcing");

      long a = stacks.stackalloc(noP, 2 * KIB);
      long b = stacks.stackalloc(m, 2 * KIB);

      assertThat(stacks.cacheBytes(0, 0)).isZero();
      assertThat(a - b).as("highest first").isEqualTo(2 * KIB);
      stacks.stackfree(noP, a, 2 * KIB);
      stacks.stackfree(m, b, 2 * KIB);
      StackOracle.checkEmpty(stacks);
    }

    @Test
    void stackalloc_withoutCache_goesToThePool() {
      StackLab bare = StackLab.with(1, StackConfig.DEFAULT.withoutCache());
      M own = bare.onSystem(0);

      long lo = bare.stacks.stackalloc(own, 8 * KIB);

      assertThat(bare.stacks.cacheBytes(0, 2)).isZero();
      bare.stacks.stackfree(own, lo, 8 * KIB);
      StackOracle.checkEmpty(bare.stacks);
    }

    @Test
    void stackpool_usesTheSpanThatLastBecameNotFull() {
      m.setPreemptoff("pool only");
      long[] lo = new long[6];
      for (int i = 0; i < lo.length; i++) {
        lo[i] = stacks.stackalloc(m, 16 * KIB);
      }
      stacks.stackfree(m, lo[0], 16 * KIB);
      stacks.stackfree(m, lo[2], 16 * KIB);

      assertThat(stacks.stackalloc(m, 16 * KIB)).isEqualTo(lo[2]);
      assertThat(stacks.stackalloc(m, 16 * KIB)).isEqualTo(lo[0]);
      assertThat(stacks.poolSpans(3)).isEmpty();
    }
  }

  @Nested
  final class LargeOnes {
    @ParameterizedTest
    @ValueSource(ints = {32, 64, 1024})
    void stackfree_inOff_returnsTheSpanAtOnce(int kib) {
      long lo = stacks.stackalloc(m, kib * KIB);
      assertThat(lab.heap.snapshot().stacksInuse()).isEqualTo((long) kib * KIB);

      stacks.stackfree(m, lo, kib * KIB);

      StackOracle.checkEmpty(stacks);
    }

    @Test
    void stackfree_whileMarking_keepsTheSpanForTheNextOfThatSize() {
      long a = stacks.stackalloc(m, 32 * KIB);
      long b = stacks.stackalloc(m, 32 * KIB);
      lab.gate.startMark();
      stacks.stackfree(m, a, 32 * KIB);
      stacks.stackfree(m, b, 32 * KIB);

      assertThat(stacks.largeSpans(2)).extracting(Span::base).containsExactly(b, a);
      assertThat(stacks.stackalloc(m, 32 * KIB)).isEqualTo(b);
      assertThat(lab.heap.snapshot().stacksInuse()).isEqualTo(64 * KIB);
      stacks.stackfree(m, b, 32 * KIB);
    }

    @Test
    void freeStackSpans_afterTheCycle_returnsAllThatWasDeferred() {
      long small = stacks.stackalloc(m, 2 * KIB);
      long large = stacks.stackalloc(m, 64 * KIB);
      lab.gate.startMark();
      stacks.stackfree(m, small, 2 * KIB);
      stacks.stackfree(m, large, 64 * KIB);
      stacks.stackcacheClear(m, m.p());
      assertThat(lab.heap.snapshot().stacksInuse()).isEqualTo(96 * KIB);
      lab.gate.startTermination();
      lab.gate.finish();

      assertThat(stacks.freeStackSpans(m)).isEqualTo(new StackAllocator.FreedSpans(1, 1));

      StackOracle.checkEmpty(stacks);
    }

    @Test
    void freeStackSpans_whileMarking_freesNothing() {
      long large = stacks.stackalloc(m, 32 * KIB);
      lab.gate.startMark();
      stacks.stackfree(m, large, 32 * KIB);

      assertThat(stacks.freeStackSpans(m)).isEqualTo(new StackAllocator.FreedSpans(0, 0));

      assertThat(stacks.largeSpans(2)).hasSize(1);
    }
  }
}
