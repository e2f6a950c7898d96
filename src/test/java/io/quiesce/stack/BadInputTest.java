package io.quiesce.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.oracle.StackOracle;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStackException;
import io.quiesce.sched.M;
import io.quiesce.sched.OwnershipException;
import io.quiesce.sched.P;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong requests: each is refused with a named error, and nothing has changed. */
final class BadInputTest {
  private static final int KIB = 1024;

  private final StackLab lab = StackLab.plain();
  private final StackAllocator stacks = lab.stacks;
  private final M m = lab.onSystem(0);

  @AfterEach
  void invariants() {
    StackOracle.check(stacks);
  }

  @Nested
  final class Ownership {
    @Test
    void stackcacheClear_ofAClaimedP_emptiesItsCache() {
      M other = lab.onSystem(1);
      stacks.stackfree(other, stacks.stackalloc(other, 2 * KIB), 2 * KIB);
      P p1 = other.releasep();
      assertThat(lab.sched.tryClaim(m, p1)).isTrue();

      stacks.stackcacheClear(m, p1);
      lab.sched.unclaim(m, p1);

      StackOracle.checkEmpty(stacks);
    }

    @Test
    void stackcacheClear_ofAForeignP_isRefused() {
      M other = lab.onSystem(1);
      stacks.stackfree(other, stacks.stackalloc(other, 2 * KIB), 2 * KIB);

      refusedUnchanged(
          () -> stacks.stackcacheClear(m, lab.sched.p(1)),
          OwnershipException.class,
          "P1 (run by M2)");
    }

    @Test
    void stackcacherefill_nonEmptyCache_isRefused() {
      stacks.stackalloc(m, 2 * KIB);

      refusedUnchanged(
          () -> stacks.stackcacherefill(m, 0), StackStateException.class, "holds 14336");
    }

    @Test
    void refillAndRelease_withoutP_areRefused() {
      M noP = lab.onSystemWithoutP();

      refusedUnchanged(() -> stacks.stackcacherefill(noP, 0), OwnershipException.class, "no P");
      refusedUnchanged(() -> stacks.stackcacherelease(noP, 0), OwnershipException.class, "no P");
      refusedUnchanged(() -> stacks.stackcacherelease(m, 4), StackSizeException.class, "order 4");
    }

    @Test
    void refillThenRelease_keepHalf() {
      stacks.stackcacherefill(m, 2);
      stacks.stackcacherelease(m, 2);

      assertThat(stacks.cacheBytes(0, 2)).isEqualTo(16 * KIB);
    }

    @Test
    void everyEntry_onAUserStack_isRefused() {
      long lo = stacks.stackalloc(m, 2 * KIB);
      m.leaveSystemStack();
      List<ThrowingCallable> entries = new ArrayList<>();
      entries.add(() -> stacks.stackalloc(m, 2 * KIB));
      entries.add(() -> stacks.stackfree(m, lo, 2 * KIB));
      entries.add(() -> stacks.stackcacherefill(m, 1));
      entries.add(() -> stacks.stackcacherelease(m, 1));
      entries.add(() -> stacks.stackcacheClear(m, m.p()));
      entries.add(() -> stacks.freeStackSpans(m));

      for (ThrowingCallable entry : entries) {
        refusedUnchanged(entry, SystemStackException.class, "user stack");
      }
    }

    @Test
    void constructor_withAnotherGate_isRefused() {
      assertThatThrownBy(() -> new StackAllocator(lab.heap, new PhaseGate(2), StackConfig.DEFAULT))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  final class BadInput {
    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 1, 1024, 3072, 2049, 65535, Integer.MAX_VALUE})
    void size_thatIsNone_isRefused(int n) {
      long lo = stacks.stackalloc(m, 2 * KIB);

      refusedUnchanged(() -> stacks.stackalloc(m, n), StackSizeException.class, n + " bytes");
      refusedUnchanged(() -> stacks.stackfree(m, lo, n), StackSizeException.class, n + " bytes");
    }

    @Test
    void stackalloc_largerThanTheHeap_isOutOfMemory() {
      refusedUnchanged(
          () -> stacks.stackalloc(m, 1 << 30), OutOfStackMemoryException.class, "1073741824 bytes");
      refusedUnchanged(
          () -> stacks.stackalloc(m, 32 << 20), OutOfStackMemoryException.class, "33554432 bytes");
    }

    @Test
    void stackfree_twice_isRefusedWhileItLiesInTheCache() {
      long lo = stacks.stackalloc(m, 2 * KIB);
      stacks.stackfree(m, lo, 2 * KIB);

      refusedUnchanged(() -> stacks.stackfree(m, lo, 2 * KIB), StackStateException.class, "twice");
    }

    @Test
    void stackfree_twice_isRefusedWhileItLiesInThePool() {
      M noP = lab.onSystemWithoutP();
      stacks.stackalloc(noP, 2 * KIB);
      long lo = stacks.stackalloc(noP, 2 * KIB);
      stacks.stackfree(noP, lo, 2 * KIB);

      refusedUnchanged(
          () -> stacks.stackfree(noP, lo, 2 * KIB), StackStateException.class, "twice");
    }

    @Test
    void stackfree_twice_isRefusedForLargeStacksFreedAndDeferred() {
      long now = stacks.stackalloc(m, 32 * KIB);
      long later = stacks.stackalloc(m, 32 * KIB);
      stacks.stackfree(m, now, 32 * KIB);
      lab.gate.startMark();
      stacks.stackfree(m, later, 32 * KIB);

      refusedUnchanged(
          () -> stacks.stackfree(m, now, 32 * KIB), StackStateException.class, "twice");
      refusedUnchanged(
          () -> stacks.stackfree(m, later, 32 * KIB), StackStateException.class, "twice");
    }

    @Test
    void stackfree_withAnotherSize_isRefused() {
      long small = stacks.stackalloc(m, 4 * KIB);
      long large = stacks.stackalloc(m, 64 * KIB);

      refusedUnchanged(
          () -> stacks.stackfree(m, small, 2 * KIB), StackStateException.class, "has 4096 bytes");
      refusedUnchanged(
          () -> stacks.stackfree(m, large, 32 * KIB), StackStateException.class, "has 65536 bytes");
    }

    @Test
    void stackfree_ofTheMiddle_isRefused() {
      long large = stacks.stackalloc(m, 64 * KIB);
      long small = stacks.stackalloc(m, 8 * KIB);

      refusedUnchanged(
          () -> stacks.stackfree(m, large + 32 * KIB, 32 * KIB),
          StackStateException.class,
          "inside the stack of 65536 bytes at " + HeapAddress.hex(large));
      refusedUnchanged(
          () -> stacks.stackfree(m, small + 2 * KIB, 2 * KIB), StackStateException.class, "inside");
      refusedUnchanged(
          () -> stacks.stackfree(m, small + 8, 8 * KIB), StackStateException.class, "inside");
    }

    @ParameterizedTest
    @ValueSource(
        longs = {
          0,
          4096,
          -2048,
          Long.MIN_VALUE,
          Long.MAX_VALUE & -2048,
          0xbf_ffff_f800L,
          0xc0_0000_0000L + (16L << 20),
          0x40c0_0000_0000L,
          0x7f00_0000_0000L
        })
    void stackfree_ofAForeignAddress_isRefused(long lo) {
      stacks.stackalloc(m, 2 * KIB);

      refusedUnchanged(
          () -> stacks.stackfree(m, lo, 2 * KIB), StackStateException.class, "not from this");
    }

    @Test
    void stackfree_ofAHeapSpan_isRefused() {
      Span span = lab.heap.alloc(m, 4, 0);

      refusedUnchanged(
          () -> stacks.stackfree(m, span.base(), 32 * KIB), StackStateException.class, "not from");
    }
  }

  @Nested
  final class Exhaustion {
    private final StackLab small = StackLab.with(1, StackConfig.DEFAULT);
    private final M own = small.onSystem(0);

    @Test
    void stackalloc_exhaustedHeap_throwsAndLosesNothing() {
      List<Long> held = new ArrayList<>();
      OutOfStackMemoryException thrown = null;
      while (thrown == null) {
        try {
          held.add(small.stacks.stackalloc(own, 2 * KIB));
        } catch (OutOfStackMemoryException e) {
          thrown = e;
        }
      }
      assertThat(held).hasSize((4 << 20) / (2 * KIB)).doesNotHaveDuplicates();
      String before = small.state();
      for (int n = 2 * KIB; n <= 64 * KIB; n *= 2) {
        int bytes = n;
        assertThatThrownBy(() -> small.stacks.stackalloc(own, bytes))
            .isInstanceOf(OutOfStackMemoryException.class)
            .hasMessageContaining(bytes + " bytes");
      }
      assertThatThrownBy(() -> small.stacks.stackcacherefill(own, 0))
          .isInstanceOf(OutOfStackMemoryException.class);
      assertThat(small.state()).isEqualTo(before);

      held.forEach(lo -> small.stacks.stackfree(own, lo, 2 * KIB));
      small.stacks.stackcacheClear(own, own.p());
      StackOracle.checkEmpty(small.stacks);
    }

    @Test
    void stackalloc_partialRefill_servesWhatIsLeft() {
      M noP = small.onSystemWithoutP();
      for (int i = 0; i < (4 << 20) / (2 * KIB) - 3; i++) {
        assertThat(small.stacks.stackalloc(noP, 2 * KIB)).isPositive();
      }

      small.stacks.stackalloc(own, 2 * KIB);

      assertThat(small.stacks.cacheBytes(0, 0)).isEqualTo(2 * 2 * KIB);
      StackOracle.check(small.stacks);
    }
  }

  private void refusedUnchanged(ThrowingCallable call, Class<?> type, String message) {
    String before = lab.state();
    assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(message);
    assertThat(lab.state()).isEqualTo(before);
  }
}
