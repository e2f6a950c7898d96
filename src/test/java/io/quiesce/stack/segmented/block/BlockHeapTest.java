package io.quiesce.stack.segmented.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.MemoryAccessException;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.span.SpanStateException;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStackException;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks of the heap: sizes, splitting, wrong frees, burial, and several Ms at once. */
@Timeout(20)
final class BlockHeapTest {
  private final PhaseGate gate = new PhaseGate(2);
  private final PageHeap heap =
      new PageHeap(new HeapConfig(8L << 20, 2, 512, MemoryMode.FAULT_ON_FREE), gate);
  private final BlockHeap blocks = new BlockHeap(heap, 2048);
  private final Sched sched = new Sched(2);
  private final M m = sched.newM();

  @BeforeEach
  void enter() {
    m.acquirep(sched.p(0));
    m.enterSystemStack();
  }

  @ParameterizedTest
  @CsvSource({"2048, 8192", "4096, 8192", "8192, 8192", "65536, 65536"})
  void alloc_anySize_takesWholePagesAndGivesThemBack(long bytes, long span) {
    long addr = blocks.alloc(m, bytes);

    assertThat(addr % bytes % 8192).isZero();
    assertThat(blocks.blocks()).containsExactly(new BlockHeap.Block(addr, bytes));
    assertThat(heap.snapshot().inHeap()).isEqualTo(span);
    blocks.free(m, addr, bytes);
    assertThat(heap.snapshot().inHeap()).isZero();
    assertThat(blocks.owns(addr)).isFalse();
  }

  @Test
  void alloc_halfPages_shareASpan() {
    long a = blocks.alloc(m, 4096);
    long b = blocks.alloc(m, 4096);
    long c = blocks.alloc(m, 4096);

    assertThat(b).isEqualTo(a + 4096);
    assertThat(c / 8192).isNotEqualTo(a / 8192);
    blocks.free(m, a, 4096);
    assertThat(blocks.alloc(m, 4096)).isEqualTo(a);
  }

  @Test
  void alloc_noMemory_isZeroAndChangesNothing() {
    assertThat(blocks.alloc(m, 16L << 20)).isZero();
    assertThat(blocks.blocks()).isEmpty();
  }

  @Test
  void split_thenFreeBoth_returnsTheSpanWhenTheSecondGoes() {
    long addr = blocks.alloc(m, 32768);
    blocks.split(addr, 32768);
    blocks.free(m, addr, 16384);
    blocks.split(addr + 16384, 16384);
    blocks.free(m, addr + 16384, 8192);

    assertThat(blocks.blocks()).containsExactly(new BlockHeap.Block(addr + 24576, 8192));
    assertThatThrownBy(() -> heap.memory().getLong(addr)).isInstanceOf(MemoryAccessException.class);
    blocks.free(m, addr + 24576, 8192);
    assertThat(heap.snapshot().inHeap()).isZero();
  }

  @Test
  void split_pageToHalves_countsTwoBlocks() {
    long addr = blocks.alloc(m, 8192);
    blocks.split(addr, 8192);

    assertThat(blocks.blocks())
        .containsExactly(new BlockHeap.Block(addr, 4096), new BlockHeap.Block(addr + 4096, 4096));
    blocks.free(m, addr, 4096);
    assertThat(blocks.alloc(m, 4096)).as("the free half is used").isEqualTo(addr);
  }

  @Test
  void free_wrong_namesTheBlockAndChangesNothing() {
    long addr = blocks.alloc(m, 4096);
    long twice = blocks.alloc(m, 4096);
    blocks.free(m, twice, 4096);

    assertThatThrownBy(() -> blocks.free(m, twice, 4096))
        .isInstanceOf(BlockException.class)
        .hasMessageContaining(Long.toHexString(twice))
        .hasMessageContaining("free)");
    assertThatThrownBy(() -> blocks.free(m, addr, 8192)).isInstanceOf(BlockException.class);
    assertThatThrownBy(() -> blocks.free(m, addr + 8, 4096))
        .isInstanceOf(BlockException.class)
        .hasMessageContaining("no block starts there");
    assertThatThrownBy(() -> blocks.free(m, OsMemory.BASE, 4096))
        .isInstanceOf(BlockException.class)
        .hasMessageContaining("in no span");
    assertThatThrownBy(() -> blocks.alloc(m, 3000)).isInstanceOf(BlockException.class);
    assertThatThrownBy(() -> blocks.split(addr, 8192)).isInstanceOf(BlockException.class);
    assertThat(blocks.blocks()).containsExactly(new BlockHeap.Block(addr, 4096));
  }

  @Test
  void freeSpan_behindTheBlocks_isRefusedByTheHeap() {
    long addr = blocks.alloc(m, 8192);

    assertThatThrownBy(() -> heap.freeSpan(m, heap.spanOf(addr)))
        .isInstanceOf(SpanStateException.class);
  }

  @Test
  void alloc_onAUserStack_isRefused() {
    m.leaveSystemStack();

    assertThatThrownBy(() -> blocks.alloc(m, 8192)).isInstanceOf(SystemStackException.class);
    assertThatThrownBy(() -> blocks.free(m, 0, 8192)).isInstanceOf(SystemStackException.class);
  }

  @Test
  void freeLists_ofSizesThatNobodyWants_stayShort() {
    for (int i = 0; i < 500; i++) {
      long addr = blocks.alloc(m, 8192);
      blocks.split(addr, 8192);
      blocks.free(m, addr, 4096);
      blocks.free(m, addr + 4096, 4096);
    }

    assertThat(blocks.freeListLength(4096)).isLessThanOrEqualTo(64);
  }

  @Test
  void free_whileMarking_waitsForTheEndOfTheCycle() {
    long addr = blocks.alloc(m, 8192);
    gate.startMark();

    blocks.free(m, addr, 8192);
    blocks.freeDeferred(m);

    assertThat(blocks.deferredBytes()).isEqualTo(8192);
    assertThat(heap.snapshot().inHeap()).isEqualTo(8192);
    gate.startTermination();
    gate.finish();
    blocks.freeDeferred(m);
    assertThat(heap.snapshot().inHeap()).isZero();
  }

  /** Two Ms allocate, split and free, each other's blocks too; every word has one owner. */
  @Test
  void severalMs_neverShareABlock() throws InterruptedException {
    AtomicIntegerArray owners = new AtomicIntegerArray(4096);
    AtomicReference<long[]> gift = new AtomicReference<>();
    AtomicReference<Throwable> failed = new AtomicReference<>();
    Thread[] threads = new Thread[2];
    for (int t = 0; t < 2; t++) {
      int id = t + 1;
      M mine = sched.newM();
      threads[t] = new Thread(() -> churn(mine, id, owners, gift));
      threads[t].setUncaughtExceptionHandler((thread, e) -> failed.set(e));
      threads[t].start();
    }
    for (Thread t : threads) {
      t.join();
    }

    assertThat(failed.get()).isNull();
    long[] left = gift.get();
    if (left != null) {
      blocks.free(m, left[0], left[1]);
    }
    assertThat(blocks.blocks()).isEmpty();
    assertThat(heap.snapshot().inHeap()).isZero();
  }

  private void churn(M mine, int id, AtomicIntegerArray owners, AtomicReference<long[]> gift) {
    mine.enterSystemStack();
    for (int i = 0; i < 3_000; i++) {
      List<long[]> held = new ArrayList<>();
      long bytes = 2048L << (i % 4);
      long addr = blocks.alloc(mine, bytes);
      own(owners, addr, bytes, 0, id);
      if (bytes > 2048 && i % 3 == 0) {
        blocks.split(addr, bytes);
        bytes /= 2;
        held.add(new long[] {addr + bytes, bytes});
      }
      held.add(new long[] {addr, bytes});
      for (long[] b : held) {
        own(owners, b[0], b[1], id, 0);
        long[] other = gift.getAndSet(b);
        if (other != null) {
          blocks.free(mine, other[0], other[1]);
        }
      }
    }
  }

  private static void own(AtomicIntegerArray owners, long addr, long bytes, int from, int to) {
    for (long a = addr; a < addr + bytes; a += 2048) {
      int granule = (int) ((a - 0xc0_0000_0000L) / 2048);
      if (!owners.compareAndSet(granule, from, to)) {
        throw new AssertionError("granule " + granule + " is owned by " + owners.get(granule));
      }
    }
  }
}
