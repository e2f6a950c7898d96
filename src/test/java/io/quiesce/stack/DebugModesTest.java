package io.quiesce.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryAccessException;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.memory.PoisonException;
import io.quiesce.oracle.StackOracle;
import io.quiesce.sched.M;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Poison, faults, and stacks from the system. */
final class DebugModesTest {
  private static final int KIB = 1024;
  private static final long POISON = 0xfdfd_fdfd_fdfd_fdfdL;

  @Nested
  final class Poison {
    private final StackLab lab = StackLab.with(MemoryMode.POISON);
    private final StackAllocator stacks = lab.stacks;
    private final M m = lab.onSystem(0);

    @ParameterizedTest
    @ValueSource(ints = {2, 16, 32, 64})
    void stackfree_overwritesTheStack(int kib) {
      long lo = stacks.stackalloc(m, kib * KIB);
      stacks.memory().putLong(lo, 1);
      stacks.memory().putLong(lo + (long) kib * KIB - 8, 2);
      stacks.stackfree(m, lo, kib * KIB);

      assertThat(stacks.memory().getLong(lo)).isEqualTo(POISON);
      assertThat(stacks.memory().getLong(lo + (long) kib * KIB - 8)).isEqualTo(POISON);
    }

    @Test
    void stackalloc_afterAWriteToTheFreeStack_namesTheByte() {
      long lo = stacks.stackalloc(m, 2 * KIB);
      stacks.stackfree(m, lo, 2 * KIB);
      stacks.memory().putLong(lo + 1000, 0x77);

      assertThatThrownBy(() -> stacks.stackalloc(m, 2 * KIB))
          .isInstanceOf(PoisonException.class)
          .hasMessageContaining("byte " + HeapAddress.hex(lo + 1000) + " is 0x77");
    }

    @Test
    void stackalloc_afterAWriteToADeferredLargeStack_isFound() {
      long lo = stacks.stackalloc(m, 32 * KIB);
      lab.gate.startMark();
      stacks.stackfree(m, lo, 32 * KIB);
      stacks.memory().putLong(lo, 5);

      assertThatThrownBy(() -> stacks.stackalloc(m, 32 * KIB)).isInstanceOf(PoisonException.class);
    }

    @Test
    void everyPath_cleanUse_findsNothing() {
      for (int round = 0; round < 3; round++) {
        for (int n = 2 * KIB; n <= 64 * KIB; n *= 2) {
          long lo = stacks.stackalloc(m, n);
          stacks.memory().fill(lo, n, (byte) round);
          stacks.stackfree(m, lo, n);
        }
        stacks.stackcacheClear(m, m.p());
      }
      StackOracle.checkEmpty(stacks);
    }
  }

  @Nested
  final class Fault {
    private final StackLab lab = StackLab.with(MemoryMode.FAULT_ON_FREE);
    private final StackAllocator stacks = lab.stacks;
    private final M m = lab.onSystem(0);

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 32})
    void access_afterFree_isAnErrorUntilTheNextUser(int kib) {
      long lo = stacks.stackalloc(m, kib * KIB);
      stacks.memory().putLong(lo, 1);
      stacks.stackfree(m, lo, kib * KIB);

      assertThatThrownBy(() -> stacks.memory().getLong(lo))
          .isInstanceOf(MemoryAccessException.class)
          .hasMessageContaining("outlived");
      assertThat(stacks.stackalloc(m, kib * KIB)).isEqualTo(lo);
      stacks.memory().putLong(lo, 2);
    }
  }

  @Nested
  final class FromSystem {
    private final StackConfig config = StackConfig.DEFAULT.withStacksFromSystem(8 << 20);
    private final StackLab lab = StackLab.with(MemoryMode.REAL, config);
    private final StackAllocator stacks = lab.stacks;
    private final M m = lab.onSystem(0);

    @Test
    void stackalloc_isAccountedApartInPhysicalPages() {
      long small = stacks.stackalloc(m, 2 * KIB);
      long large = stacks.stackalloc(m, 64 * KIB);

      assertThat(stacks.systemBytes()).isEqualTo((4 + 64) * KIB);
      assertThat(lab.heap.snapshot().stacksInuse()).isZero();
      assertThat(lab.heap.spanOf(small)).isNull();
      stacks.memory().putLong(large, 3);
      assertThat(stacks.memory().getLong(large)).isEqualTo(3);

      stacks.stackfree(m, small, 2 * KIB);
      stacks.stackfree(m, large, 64 * KIB);
      StackOracle.checkEmpty(stacks);
    }

    @Test
    void access_afterFree_isAnErrorAndTheAddressComesBack() {
      long lo = stacks.stackalloc(m, 8 * KIB);
      stacks.stackfree(m, lo, 8 * KIB);

      assertThatThrownBy(() -> stacks.memory().putLong(lo, 1))
          .isInstanceOf(MemoryAccessException.class);
      assertThat(stacks.stackalloc(m, 8 * KIB)).isEqualTo(lo);
    }

    @Test
    void stackalloc_beyondTheGrant_isOutOfMemoryAndChangesNothing() {
      stacks.stackalloc(m, 4 << 20);
      stacks.stackalloc(m, 4 << 20);

      assertThatThrownBy(() -> stacks.stackalloc(m, 2 * KIB))
          .isInstanceOf(OutOfStackMemoryException.class);
      assertThat(stacks.systemBytes()).isEqualTo(8 << 20);
    }

    @Test
    void stackfree_twiceOrForeign_isRefused() {
      long lo = stacks.stackalloc(m, 8 * KIB);
      stacks.stackfree(m, lo, 8 * KIB);

      assertThatThrownBy(() -> stacks.stackfree(m, lo, 8 * KIB))
          .isInstanceOf(StackStateException.class);
      assertThatThrownBy(() -> stacks.stackfree(m, HeapAddress.BASE, 8 * KIB))
          .isInstanceOf(StackStateException.class);
      assertThat(stacks.systemBytes()).isZero();
    }

    @Test
    void faultOnFree_neverReusesAnAddressAndKeepsTheAccount() {
      StackLab faulting = StackLab.with(MemoryMode.REAL, config.withFaultOnFree());
      M own = faulting.onSystem(0);
      long first = faulting.stacks.stackalloc(own, 4 * KIB);
      faulting.stacks.stackfree(own, first, 4 * KIB);

      assertThat(faulting.stacks.stackalloc(own, 4 * KIB)).isNotEqualTo(first);
      assertThat(faulting.stacks.systemBytes()).isEqualTo(8 * KIB);
      assertThatThrownBy(() -> faulting.stacks.memory().getLong(first))
          .isInstanceOf(MemoryAccessException.class);
    }
  }
}
