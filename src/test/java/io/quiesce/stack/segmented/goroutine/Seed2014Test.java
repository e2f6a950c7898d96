package io.quiesce.stack.segmented.goroutine;

import static io.quiesce.stack.segmented.goroutine.Segments.C;
import static io.quiesce.stack.segmented.goroutine.Segments.LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.oracle.SegmentedOracle;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.Stktop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The three bugs that Go's commit of 7 March 2014 repaired (golang/go issue 7490), and the two ways
 * in which its repair can be got wrong (M1 to M5).
 */
@Timeout(20)
final class Seed2014Test {
  private final Segments s = new Segments(SegmentConfig.of(1), MemoryMode.REAL);
  private final SegmentedG gp = s.running();
  private final Stktop stktop = s.stacks.allocator().stktop();

  @AfterEach
  void invariants() {
    SegmentedOracle.check(s.stacks);
  }

  /** Grows to 8192 bytes, returns, and parks. */
  private void parkWith(long bytes) {
    s.ret(s.growTo(bytes));
    s.stacks.park(s.m);
  }

  /** Bug 1, first half: the size that copystack changes. */
  @Test
  void stacksize_afterCopying_isTheSizeOfTheNewSegment() {
    s.growTo(16384);

    assertThat(gp.stacksize()).isEqualTo(gp.hi() - gp.stack0()).isEqualTo(16384);
  }

  /** Bug 1, second half (M2): the size that the shrink in place changes. */
  @Test
  void stacksize_afterShrinkInPlace_isTheSizeOfTheUpperHalf() {
    parkWith(16384);

    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.IN_PLACE);

    assertThat(gp.stacksize()).isEqualTo(gp.hi() - gp.stack0()).isEqualTo(8192);
  }

  /** Bug 2 (M1): copystack moves the record, and the old segment's origin with it. */
  @Test
  void malloced_afterCopyFromRingToHeap_isTheNewSegmentsOrigin() {
    assertThat(stktop.malloced(gp.stackbase())).isFalse();
    s.growTo(8192);
    assertThat(stktop.malloced(gp.stackbase())).isTrue();
    SegmentedOracle.check(s.stacks);

    s.growTo(16384);

    assertThat(s.stacks.allocator().blocks().blocks()).hasSize(1);
    assertThat(s.m.stackinuse()).isZero();
  }

  /** Bug 2, other direction: a copy from the heap into the ring. */
  @Test
  void malloced_afterCopyFromHeapToRing_isTheNewSegmentsOrigin() {
    Segments small = new Segments(SegmentConfig.of(1).withFixedStack(2048), MemoryMode.REAL);
    SegmentedG g = small.running();
    small.ret(small.growTo(4096));
    small.stacks.park(small.m);

    assertThat(small.stacks.shrink(small.m, g)).isEqualTo(ShrinkOutcome.COPIED);

    assertThat(small.stacks.allocator().stktop().malloced(g.stackbase())).isFalse();
    assertThat(g.stacksize()).isEqualTo(2048);
    SegmentedOracle.check(small.stacks);
  }

  /** Bug 3 (M3): half of a heap block is as large as a ring entry, but is none. */
  @Test
  void free_heapBlockShrunkToTheFixedSize_goesBackToTheHeap() {
    parkWith(8192);
    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.IN_PLACE);
    assertThat(gp.stacksize()).isEqualTo(4096);
    assertThat(stktop.malloced(gp.stackbase())).isTrue();
    int ring = s.m.ringEntries().length;
    s.stacks.ready(gp);
    s.stacks.execute(s.m, gp);

    s.machine.exit(s.m);

    assertThat(s.m.ringEntries()).hasSize(ring);
    assertThat(s.stacks.allocator().blocks().spanBytes()).isZero();
    assertThat(gp.hasStack()).isFalse();
    assertThat(gp.stacksize()).isZero();
  }

  /** M4: malg and gfget carry the size in stacksize, and stackalloc adds it. */
  @Test
  void stacksize_allocatedFromAUserStack_isCountedOnce() {
    assertThat(s.m.ctx().onSystemStack()).isFalse();
    assertThat(gp.stacksize()).isEqualTo(4096);
    s.growTo(8192);
    s.machine.exit(s.m);
    assertThat(gp.hasStack()).isFalse();

    SegmentedG again = s.stacks.newproc(s.m, Segments.MAIN);

    assertThat(again).isSameAs(gp);
    assertThat(again.stacksize()).isEqualTo(4096);
    assertThat(s.m.ctx().systemstack(() -> s.stacks.malg(s.m, 16384)).stacksize()).isEqualTo(16384);
  }

  /** M5: while a segment is copied its goroutine owns the old and the new one. */
  @Test
  void limit_whileCopying_countsOnlyWhatStays() {
    s.stacks.setMaxStack(16384);
    s.growTo(8192);

    assertThatCode(() -> s.growTo(16384)).doesNotThrowAnyException();

    assertThat(gp.stacksize()).isEqualTo(16384);
  }

  /** M5 with a chain: the older segments count, the one that is replaced does not. */
  @Test
  void limit_whileCopyingTheTopOfAChain_countsTheOlderSegments() {
    s.stacks.setMaxStack(4096 + 8192);
    s.machine.call(s.m, C, 0, 0);
    s.call(LARGE, 2);
    assertThat(s.machine.call(s.m, LARGE)).isEqualTo(CallOutcome.NEW_SEGMENT);

    assertThatCode(() -> s.growTo(8192)).doesNotThrowAnyException();

    assertThat(gp.stacksize()).isEqualTo(4096 + 8192);
    assertThat(gp.segmentSize()).isEqualTo(8192);
  }
}
