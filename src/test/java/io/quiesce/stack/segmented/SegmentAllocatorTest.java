package io.quiesce.stack.segmented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStackException;
import io.quiesce.sched.Sched;
import io.quiesce.stack.segmented.block.BlockException;
import io.quiesce.stack.segmented.block.OsMemory;
import io.quiesce.stack.segmented.block.SegmentMemoryException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** stackalloc and stackfree: by size and by flag, ring and batches, and every refusal. */
final class SegmentAllocatorTest {
  private final PageHeap heap =
      new PageHeap(new HeapConfig(4L << 20, 1, 512, MemoryMode.POISON), new PhaseGate(1));
  private final SegmentAllocator allocator =
      new SegmentAllocator(SegmentConfig.of(1).withOsBytes(3 * 65536), heap);
  private final SegmentedM m = new SegmentedM(new Sched(1).newM());
  private final SegmentedM other = new SegmentedM(new Sched(1).newM());
  private final SegmentedG gp = new SegmentedG(1);

  @BeforeEach
  void enter() {
    m.ctx().enterSystemStack();
    other.ctx().enterSystemStack();
  }

  private static long topOf(long lo, long n) {
    return lo + n - Stktop.BYTES;
  }

  private List<Long> allocFixed(int n) {
    List<Long> los = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      los.add(allocator.stackalloc(m, gp, 4096));
    }
    return los;
  }

  @Test
  void stackalloc_fixedSize_comesFromABatchOfTheOs() {
    long lo = allocator.stackalloc(m, gp, 4096);

    assertThat(lo).as("the batch's own memory is popped first").isEqualTo(OsMemory.BASE);
    assertThat(allocator.os().stacksSys()).isEqualTo(65536);
    assertThat(m.ringEntries()).hasSize(15);
    assertThat(m.stackinuse()).isEqualTo(1);
    assertThat(allocator.stktop().malloced(topOf(lo, 4096))).isFalse();
    assertThat(heap.snapshot().inHeap()).isZero();
  }

  @Test
  void stackalloc_largerSize_comesFromTheHeap() {
    long lo = allocator.stackalloc(m, gp, 8192);

    assertThat(heap.spanOf(lo).base()).isEqualTo(lo);
    assertThat(allocator.stktop().malloced(topOf(lo, 8192))).isTrue();
    assertThat(m.stackinuse()).isZero();
    assertThat(gp.stacksize()).isEqualTo(8192);
  }

  @Test
  void stackalloc_usedMemory_getsACleanRecord() {
    long lo = allocator.stackalloc(m, gp, 4096);
    long top = topOf(lo, 4096);
    for (long a = top; a < lo + 4096; a += 8) {
      allocator.memory().putLong(a, -1);
    }
    allocator.stktop().setMalloced(top, false);
    allocator.stackfree(m, gp, lo, top);

    assertThat(allocator.stackalloc(m, gp, 4096)).isEqualTo(lo);

    for (long a = top; a < lo + 4096; a += 8) {
      assertThat(allocator.memory().getLong(a)).isZero();
    }
  }

  @Test
  void stackfree_lastInFirstOut() {
    List<Long> los = allocFixed(3);
    for (long lo : los) {
      allocator.stackfree(m, gp, lo, topOf(lo, 4096));
    }

    assertThat(allocFixed(3)).containsExactly(los.get(2), los.get(1), los.get(0));
    assertThat(gp.stacksize()).isEqualTo(3 * 4096);
  }

  @Test
  void stackfree_intoAFullRing_releasesTheOldestSixteen() {
    List<Long> los = allocFixed(33);
    assertThat(m.ringEntries()).hasSize(15);
    for (long lo : los.subList(0, 17)) {
      allocator.stackfree(m, gp, lo, topOf(lo, 4096));
    }
    long[] full = m.ringEntries();
    assertThat(full).hasSize(32);
    assertThat(allocator.batches()).isEmpty();

    allocator.stackfree(m, gp, los.get(17), topOf(los.get(17), 4096));

    assertThat(m.ringEntries()).hasSize(17).endsWith(los.get(17));
    assertThat(allocator.batches()).hasSize(1);
    assertThat(allocator.batches().get(0)).containsExactly(java.util.Arrays.copyOf(full, 16));
    assertThat(allocator.stackalloc(other, gp, 4096)).isEqualTo(full[15]);
    assertThat(other.ringEntries()).hasSize(15);
    assertThat(allocator.os().stacksSys()).as("no new batch").isEqualTo(3 * 65536);
    assertThat(allocator.batches()).isEmpty();
  }

  @Test
  void stackfree_byAnotherM_movesTheCount() {
    long lo = allocator.stackalloc(m, gp, 4096);
    allocator.stackfree(other, gp, lo, topOf(lo, 4096));

    assertThat(m.stackinuse()).isEqualTo(1);
    assertThat(other.stackinuse()).isEqualTo(-1);
  }

  @Test
  void stackalloc_insideMalloc_onlyTheFixedSize() {
    m.enterMalloc();

    assertThatThrownBy(() -> allocator.stackalloc(m, gp, 8192))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("in malloc")
        .hasMessageContaining("8192");
    assertThat(gp.stacksize()).isZero();
    assertThat(allocator.stackalloc(m, gp, 4096)).isNotZero();
    m.leaveMalloc();
    assertThatThrownBy(m::leaveMalloc).isInstanceOf(SegmentException.class);
  }

  @Test
  void stackfree_heapBlockInsideMalloc_stillGoesToTheHeap() {
    long lo = allocator.stackalloc(m, gp, 8192);
    m.enterMalloc();

    allocator.stackfree(m, gp, lo, topOf(lo, 8192));

    assertThat(m.ringEntries()).isEmpty();
    assertThat(heap.snapshot().inHeap()).isZero();
  }

  @Test
  void stackalloc_wrongSize_isAnErrorAndChangesNothing() {
    for (long n : new long[] {0, 2048, 5000, -4096, 1L << 31}) {
      assertThatThrownBy(() -> allocator.stackalloc(m, gp, n))
          .isInstanceOf(SegmentException.class)
          .hasMessageContaining(n + " bytes");
    }
    assertThat(gp.stacksize()).isZero();
  }

  @Test
  void stackalloc_noMemory_isAnErrorAndChangesNothing() {
    allocFixed(48);

    assertThatThrownBy(() -> allocator.stackalloc(m, gp, 4096))
        .isInstanceOf(SegmentMemoryException.class);
    assertThatThrownBy(() -> allocator.stackalloc(m, gp, 8L << 20))
        .isInstanceOf(SegmentMemoryException.class)
        .hasMessageContaining("heap");
    assertThat(gp.stacksize()).isEqualTo(48 * 4096);
    assertThat(m.stackinuse()).isEqualTo(48);
  }

  @Test
  void stackfree_twice_isAnErrorAndChangesNothing() {
    List<Long> los = allocFixed(2);
    long lo = los.get(0);
    allocator.stackfree(m, gp, lo, topOf(lo, 4096));

    assertThatThrownBy(() -> allocator.stackfree(m, gp, lo, topOf(lo, 4096)))
        .isInstanceOf(BlockException.class)
        .hasMessageContaining("free already");
    assertThat(gp.stacksize()).isEqualTo(4096);
    assertThat(m.ringEntries()).hasSize(15);
  }

  @Test
  void stackfree_wrongFlag_isAnErrorAndChangesNothing() {
    long fixed = allocator.stackalloc(m, gp, 4096);
    long block = allocator.stackalloc(m, gp, 8192);
    allocator.stktop().setMalloced(topOf(fixed, 4096), true);
    allocator.stktop().setMalloced(topOf(block, 8192), false);

    assertThatThrownBy(() -> allocator.stackfree(m, gp, fixed, topOf(fixed, 4096)))
        .isInstanceOf(BlockException.class);
    assertThatThrownBy(() -> allocator.stackfree(m, gp, block, topOf(block, 8192)))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("bad fixed size 8192");
    allocator.blocks().split(block, 8192);
    assertThatThrownBy(() -> allocator.stackfree(m, gp, block + 4096, topOf(block, 8192)))
        .isInstanceOf(BlockException.class)
        .hasMessageContaining("no memory of the OS");
    assertThat(gp.stacksize()).isEqualTo(12288);
  }

  @Test
  void stackfree_moreThanTheGoroutineHas_isAnError() {
    long lo = allocator.stackalloc(m, gp, 4096);
    SegmentedG poor = new SegmentedG(2);

    assertThatThrownBy(() -> allocator.stackfree(m, poor, lo, topOf(lo, 4096)))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("goroutine 2");
  }

  @Test
  void onAUserStack_bothAreRefused() {
    m.ctx().leaveSystemStack();

    assertThatThrownBy(() -> allocator.stackalloc(m, gp, 4096))
        .isInstanceOf(SystemStackException.class);
    assertThatThrownBy(() -> allocator.stackfree(m, gp, 0, 0))
        .isInstanceOf(SystemStackException.class);
  }

  @Test
  void config_impossibleValues_areRefused() {
    SegmentConfig config = SegmentConfig.of(1);
    assertThatThrownBy(() -> config.withFixedStack(8192))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8192");
    assertThatThrownBy(() -> config.withMaxStack(100)).isInstanceOf(IllegalArgumentException.class);
  }
}
