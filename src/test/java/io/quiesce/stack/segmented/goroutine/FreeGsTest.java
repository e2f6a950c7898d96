package io.quiesce.stack.segmented.goroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.oracle.SegmentedOracle;
import io.quiesce.sched.Sched;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentException;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.SegmentedM;
import io.quiesce.stack.segmented.block.SegmentMemoryException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead goroutines: what is checked, what is kept, and how they pass between Ps. */
@Timeout(20)
final class FreeGsTest {
  private final Segments s = new Segments(SegmentConfig.of(2), MemoryMode.REAL);

  private void exitAll(List<SegmentedG> gs) {
    for (SegmentedG gp : gs) {
      s.stacks.execute(s.m, gp);
      s.machine.exit(s.m);
    }
  }

  private List<SegmentedG> make(int n) {
    List<SegmentedG> gs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      gs.add(s.stacks.newproc(s.m, Segments.MAIN));
    }
    return gs;
  }

  @Test
  void gfput_sixtyFour_keepsThirtyOneAndGivesTheOthersAway() {
    List<SegmentedG> gs = make(64);
    exitAll(gs.subList(0, 63));
    assertThat(s.stacks.newproc(s.ms.get(1), Segments.MAIN)).as("not yet").isNotIn(gs);
    exitAll(gs.subList(63, 64));

    List<SegmentedG> reused = new ArrayList<>();
    for (int i = 0; i < 33; i++) {
      reused.add(s.stacks.newproc(s.ms.get(1), Segments.MAIN));
    }
    assertThat(gs).containsAll(reused);
    assertThat(s.stacks.freeGs()).hasSize(31);
    assertThat(s.stacks.newproc(s.ms.get(1), Segments.MAIN)).as("the rest is local").isNotIn(gs);
    SegmentedOracle.check(s.stacks);
  }

  @Test
  void gfput_fixedStack_staysWithItsGoroutine() {
    SegmentedG gp = s.running();
    long stack0 = gp.stack0();
    s.machine.exit(s.m);

    assertThat(s.stacks.newproc(s.m, Segments.MAIN).stack0()).isEqualTo(stack0);
  }

  @Test
  void gfput_wrongStacksize_isAnErrorThatNamesBoth() {
    SegmentedG gp = s.running();
    gp.addStacksize(4096);

    assertThatThrownBy(() -> s.machine.exit(s.m))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("bad stacksize")
        .hasMessageContaining("stacksize 8192")
        .hasMessageContaining("has 4096");
    assertThat(s.stacks.freeGs()).isEmpty();
  }

  @Test
  void gfput_guardNotAtStack0_isAnError() {
    SegmentedG gp = s.running();
    gp.moveStack0(gp.lo() - 4096);

    assertThatThrownBy(() -> s.machine.exit(s.m))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("invalid stack");
  }

  @Test
  void exit_withoutP_isAnErrorBeforeTheGoroutineEnds() {
    SegmentedM noP = s.stacks.newM(new Sched(1).newM());
    SegmentedG gp = s.stacks.newproc(s.m, Segments.MAIN);
    s.stacks.execute(noP, gp);

    assertThatThrownBy(() -> s.machine.exit(noP))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("owns P");
    assertThat(noP.curg()).isSameAs(gp);
  }

  @Test
  void gfget_withoutMemory_losesNothing() {
    Segments poor = new Segments(SegmentConfig.of(1).withOsBytes(16 * 4096), MemoryMode.REAL);
    SegmentedG gp = poor.running();
    poor.growTo(8192);
    poor.machine.exit(poor.m);
    for (int i = 0; i < 16; i++) {
      poor.stacks.malg(poor.m, 4096);
    }

    assertThatThrownBy(() -> poor.stacks.newproc(poor.m, Segments.MAIN))
        .isInstanceOf(SegmentMemoryException.class)
        .hasMessageContaining("stackcacherefill")
        .hasMessageContaining("65536");

    assertThat(gp.stacksize()).isZero();
    assertThat(poor.stacks.freeGs()).containsExactly(gp);
    SegmentedOracle.check(poor.stacks);
  }

  @Test
  void newproc_tooManyArguments_isAnError() {
    assertThatThrownBy(() -> s.stacks.newproc(s.m, Segments.SMALL, 1))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("takes 2");
    assertThatThrownBy(() -> s.stacks.newproc(s.m, Segments.GREEDY, new long[400]))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("must fit");
    assertThat(s.stacks.allgs()).isEmpty();
  }
}
