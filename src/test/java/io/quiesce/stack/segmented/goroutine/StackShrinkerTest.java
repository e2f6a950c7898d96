package io.quiesce.stack.segmented.goroutine;

import static io.quiesce.stack.segmented.goroutine.Segments.C;
import static io.quiesce.stack.segmented.goroutine.Segments.LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.MemoryAccessException;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.oracle.SegmentedOracle;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.block.BlockException;
import io.quiesce.stack.segmented.block.SegmentMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shrinking by copy and in place, who may do it, and what stays as it was. */
@Timeout(20)
final class StackShrinkerTest {
  private Segments s = new Segments(SegmentConfig.of(1), MemoryMode.FAULT_ON_FREE);
  private SegmentedG gp = s.running();

  private void start(SegmentConfig config) {
    s = new Segments(config, MemoryMode.FAULT_ON_FREE);
    gp = s.running();
  }

  private void parkWith(long bytes) {
    s.ret(s.growTo(bytes));
    s.stacks.park(s.m);
  }

  @Test
  void shrink_inPlaceRepeatedly_freesLowerHalvesAndKeepsContents() {
    s.machine.store(s.machine.frame(s.m).localAddress(2), 4711);
    parkWith(65536);
    long lo = gp.lo();

    for (long size = 32768; size >= 4096; size /= 2) {
      assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.IN_PLACE);
      assertThat(gp.stacksize()).isEqualTo(size);
      SegmentedOracle.check(s.stacks);
    }

    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.NONE);
    assertThat(gp.hi()).isEqualTo(lo + 65536);
    assertThatThrownBy(() -> s.machine.load(lo)).isInstanceOf(MemoryAccessException.class);
    Frame main = s.stacks.frames(gp).get(0);
    assertThat(s.machine.load(main.localAddress(2))).isEqualTo(4711);
  }

  @Test
  void shrink_inPlaceThenGrow_reusesTheLowerHalf() {
    parkWith(16384);
    long lo = gp.lo();
    s.stacks.shrink(s.m, gp);
    SegmentedG other = s.stacks.newproc(s.m, Segments.MAIN);
    s.stacks.execute(s.m, other);

    s.growTo(8192);

    assertThat(other.lo()).as("the free lower half").isEqualTo(lo);
    SegmentedOracle.check(s.stacks);
  }

  @Test
  void shrink_byCopy_movesFramesAndPointers() {
    start(SegmentConfig.of(1).withFixedStack(2048));
    s.ret(s.growTo(4096));
    Frame main = s.machine.frame(s.m);
    s.machine.store(main.localAddress(2), 4711);
    s.machine.store(main.localAddress(0), main.localAddress(2));
    s.stacks.park(s.m);

    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.COPIED);

    Frame moved = s.stacks.frames(gp).get(0);
    assertThat(moved.sp()).isNotEqualTo(main.sp());
    assertThat(s.machine.load(moved.localAddress(0))).isEqualTo(moved.localAddress(2));
    assertThat(s.machine.load(moved.localAddress(2))).isEqualTo(4711);
    assertThat(gp.stacksize()).isEqualTo(2048);
    SegmentedOracle.check(s.stacks);
  }

  @Test
  void shrink_byCopyWithAnUncopyableFrame_leavesTheStack() {
    start(SegmentConfig.of(1).withFixedStack(2048));
    Func tiny = Segments.C;
    s.growTo(8192);
    s.ret(s.stacks.frames(gp).size() - 1);
    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.IN_PLACE);
    s.machine.call(s.m, tiny, 0, 0);

    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.NONE);
    assertThat(gp.stacksize()).isEqualTo(4096);
    SegmentedOracle.check(s.stacks);
  }

  @Test
  void shrink_inASystemCall_worksInPlaceOnly() {
    start(SegmentConfig.of(1).withFixedStack(2048));
    s.ret(s.growTo(8192));
    s.stacks.entersyscall(s.m);

    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.IN_PLACE);
    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.NONE);
    s.stacks.exitsyscall(s.m);
    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.COPIED);
    SegmentedOracle.check(s.stacks);
  }

  @Test
  void shrink_aQuarterUsed_leavesTheStack() {
    s.growTo(8192);
    s.ret(s.stacks.frames(gp).size() - 2);

    assertThat(s.stacks.shrink(s.m, gp)).as("1 KiB of 8 used").isEqualTo(ShrinkOutcome.IN_PLACE);
    s.call(LARGE, 1);
    s.growTo(8192);
    s.ret(s.stacks.frames(gp).size() - 3);
    assertThat(s.stacks.shrink(s.m, gp)).as("2 KiB of 8 used").isEqualTo(ShrinkOutcome.NONE);
  }

  @Test
  void shrink_topSegmentOfAChain_leavesStack0() {
    s.machine.call(s.m, C, 0, 0);
    s.call(LARGE, 3);
    s.growTo(16384);
    long stack0 = gp.stack0();
    while (s.stacks.frames(gp).get(0).argp() != gp.stackbase()) {
      s.ret(1);
    }

    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.IN_PLACE);

    assertThat(gp.stack0()).isEqualTo(stack0);
    assertThat(gp.stacksize()).isEqualTo(4096 + 8192);
    SegmentedOracle.check(s.stacks);
  }

  @Test
  void shrink_goroutineOfAnotherM_isLeftAlone() {
    start(SegmentConfig.of(2));
    s.ret(s.growTo(8192));

    assertThat(s.stacks.shrink(s.ms.get(1), gp)).isEqualTo(ShrinkOutcome.NONE);
  }

  @Test
  void shrink_withoutCopying_isOff() {
    start(SegmentConfig.of(1).withCopying(false));
    s.machine.call(s.m, Segments.HUGE);
    s.ret(1);

    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.NONE);
    SegmentedOracle.check(s.stacks);
  }

  @Test
  void shrink_segmentThatIsNotABlockOfItsSize_isAnErrorAndChangesNothing() {
    parkWith(16384);
    long lo = gp.lo();
    gp.enterSegment(lo + 8192, gp.stackbase());

    assertThatThrownBy(() -> s.stacks.shrink(s.m, gp))
        .isInstanceOf(BlockException.class)
        .hasMessageContaining("shrinkstack")
        .hasMessageContaining("8192");
    assertThat(gp.stacksize()).isEqualTo(16384);
    assertThat(gp.status()).isEqualTo(io.quiesce.stack.segmented.GStatus.WAITING);
    gp.enterSegment(lo, gp.stackbase());
    SegmentedOracle.check(s.stacks);
  }

  @Test
  void shrink_whileMarking_defersDeadSpansToTheEndOfTheCycle() {
    start(SegmentConfig.of(1).withFixedStack(2048));
    s.ret(s.growTo(4096));
    s.gate.startMark();

    assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(ShrinkOutcome.COPIED);

    assertThat(s.stacks.allocator().blocks().deferredBytes()).isEqualTo(8192);
    assertThat(s.heap.snapshot().inHeap()).isEqualTo(8192);
    s.gate.startTermination();
    s.gate.finish();
    s.m.ctx().systemstack(() -> s.stacks.allocator().blocks().freeDeferred(s.m.ctx()));
    assertThat(s.heap.snapshot().inHeap()).isZero();
    SegmentedOracle.check(s.stacks);
  }

  @Test
  void fromSystem_oldSegments_faultWhenTouched() {
    start(SegmentConfig.of(1).withFromSystem(true));
    long old = s.machine.frame(s.m).localAddress(2);
    s.growTo(8192);

    assertThatThrownBy(() -> s.machine.load(old)).isInstanceOf(SegmentMemoryException.class);
    assertThat(s.stacks.allocator().stktop().malloced(gp.stackbase())).isFalse();
    assertThat(s.stacks.allocator().os().stacksSys()).isEqualTo(8192);
    s.machine.call(s.m, C, 0, 0);
    for (int i = 0; i < 20; i++) {
      s.machine.call(s.m, C, 0, 0);
    }
    SegmentedOracle.check(s.stacks);
    s.machine.exit(s.m);
    assertThat(s.stacks.newproc(s.m, Segments.MAIN).stacksize()).isEqualTo(8192);
    SegmentedOracle.check(s.stacks);
  }
}
