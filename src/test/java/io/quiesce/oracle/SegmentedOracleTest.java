package io.quiesce.oracle;

import static io.quiesce.stack.segmented.goroutine.Segments.C;
import static io.quiesce.stack.segmented.goroutine.Segments.LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.goroutine.Segments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The oracle itself: silent on a good state, and naming the invariant on each broken one. */
final class SegmentedOracleTest {
  private final Segments s = new Segments(SegmentConfig.of(1), MemoryMode.REAL);
  private SegmentedG chain;
  private SegmentedG heap;

  /** One goroutine with a fixed and a heap segment, one with a heap segment only. */
  @BeforeEach
  void build() {
    chain = s.running();
    s.machine.call(s.m, C, 0, 0);
    s.call(LARGE, 3);
    s.growTo(8192);
    s.stacks.park(s.m);
    heap = s.running();
    s.growTo(16384);
    s.stacks.park(s.m);
    assertThat(SegmentedOracle.violations(s.stacks)).isEmpty();
  }

  private void expect(String... invariants) {
    assertThatThrownBy(() -> SegmentedOracle.check(s.stacks))
        .isInstanceOf(OracleException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(invariants));
  }

  @Test
  void stacksize_offByASegment_isO1() {
    chain.addStacksize(4096);
    expect("O1", "16384", "goroutine 1 ");
  }

  @Test
  void stack0_wrong_isO1() {
    chain.moveStack0(chain.stack0() + 4096);
    expect("O1", "stack0");
  }

  @Test
  void flag_ofAHeapSegmentCleared_isO2AndO3() {
    s.stacks.allocator().stktop().setMalloced(heap.stackbase(), false);
    expect("O2", "O3", "O5");
  }

  @Test
  void flag_ofAFixedSegmentSet_isO2() {
    long older = s.stacks.allocator().stktop().stackbase(chain.stackbase());
    s.stacks.allocator().stktop().setMalloced(older, true);
    expect("O2", "O5: stackinuse");
  }

  @Test
  void segment_ownedTwice_isO5() {
    SegmentedG thief = s.running();
    thief.setFirstSegment(heap.lo(), heap.hi());
    thief.carryStacksize(16384);
    expect("O5: owned twice", "O5: stackinuse");
  }

  @Test
  void segment_forgotten_isO5() {
    heap.clearStack();
    heap.carryStacksize(0);
    expect("O5: block", "lost");
  }

  @Test
  void freeGoroutine_chargedForMore_isO4() {
    SegmentedG dead = s.running();
    s.machine.exit(s.m);
    dead.addStacksize(4096);
    expect("O4", "O1");
  }
}
