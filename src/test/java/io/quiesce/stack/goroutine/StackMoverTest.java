package io.quiesce.stack.goroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.MemoryAccessException;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.memory.PoisonException;
import io.quiesce.oracle.GoroutineOracle;
import io.quiesce.oracle.StackOracle;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.GoroutineStateException;
import io.quiesce.sched.M;
import io.quiesce.sched.Sudog;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shrinking and moving the stack of one goroutine, and what points into it. */
final class StackMoverTest {
  private static final int KIB = 1024;

  private final GoroutineLab goroutines = new GoroutineLab();
  private final GoroutineStacks stacks = goroutines.stacks;
  private final Frames frames = stacks.frames();
  private final M m = goroutines.m(0);
  private final G g = goroutines.running(m);

  private void check() {
    StackOracle.check(goroutines.lab.stacks);
    GoroutineOracle.check(goroutines.lab.stacks, goroutines.free, List.of(g));
  }

  private String state() {
    return goroutines.lab.state() + g.stack() + g.stack().bp() + g.status() + g.stack().guard();
  }

  @Nested
  final class Shrinking {
    private ShrinkOutcome shrink() {
      return m.systemstack(() -> stacks.shrinkstack(m, g));
    }

    private void resize(int bytes) {
      m.systemstack(() -> stacks.copystack(m, g, bytes));
    }

    @Test
    void shrinkstack_mostlyFree_halves() {
      resize(16 * KIB);
      stacks.call(m, goroutines.small);
      frames.store(g, 2, 99);

      assertThat(shrink()).isEqualTo(ShrinkOutcome.SHRUNK);

      assertThat(g.stack().size()).isEqualTo(8 * KIB);
      assertThat(frames.load(g, 2)).isEqualTo(99);
      check();
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 8192})
    void isMostlyFree_changesAtAQuarterMinusTheLimit(int size) {
      assertThat(GoroutineStacks.isMostlyFree(size, size / 4 - 801)).isTrue();
      assertThat(GoroutineStacks.isMostlyFree(size, size / 4 - 800)).isFalse();
    }

    @Test
    void shrinkstack_refusals_haveGosReasons() {
      assertThat(shrink()).isEqualTo(ShrinkOutcome.MINIMAL);
      resize(4 * KIB);
      stacks.call(m, goroutines.big);
      assertThat(shrink()).isEqualTo(ShrinkOutcome.IN_USE);
      g.setMarkWorker(true);
      assertThat(shrink()).isEqualTo(ShrinkOutcome.WORKER);
      assertThat(g.stack().size()).isEqualTo(4 * KIB);
      GoroutineStacks off =
          new GoroutineStacks(
              goroutines.lab.stacks, goroutines.table, GoroutineConfig.DEFAULT.withoutShrinking());
      assertThat(m.systemstack(() -> off.shrinkstack(m, g))).isEqualTo(ShrinkOutcome.DISABLED);
      assertThat(ShrinkOutcome.IN_USE.code()).isEqualTo(4);
    }

    @Test
    void shrinkstack_ofAWaitingGoroutine_needsTheScanBit() {
      resize(8 * KIB);
      m.drop(GStatus.WAITING);
      assertThatThrownBy(this::shrink)
          .isInstanceOf(GoroutineStateException.class)
          .hasMessageContaining("is WAITING; take its scan bit");

      assertThat(g.tryScan(GStatus.WAITING)).isTrue();
      assertThat(shrink()).isEqualTo(ShrinkOutcome.SHRUNK);
      g.endScan();
      assertThat(g.status()).isEqualTo(GStatus.WAITING);
    }

    @Test
    void shrinkOrDefer_atAnUnsafePoint_defers() {
      resize(8 * KIB);
      g.setAtUnsafePoint(true);
      assertThatThrownBy(this::shrink).hasMessageContaining("must not move now");

      assertThat(m.systemstack(() -> stacks.shrinkOrDefer(m, g))).isEqualTo(ShrinkOutcome.DEFERRED);

      assertThat(g.preemptShrink()).isTrue();
      assertThat(g.stack().size()).isEqualTo(8 * KIB);
    }

    @Test
    void shrinkOrDefer_aboutToPark_defers() {
      resize(8 * KIB);
      g.setParkingOnChan(true);
      assertThatThrownBy(this::shrink).hasMessageContaining("must not move now");

      assertThat(m.systemstack(() -> stacks.shrinkOrDefer(m, g))).isEqualTo(ShrinkOutcome.DEFERRED);

      assertThat(g.stack().size()).isEqualTo(8 * KIB);
    }

    @Test
    void copystack_inASystemCallParkingOrTooSmall_isRefusedUnchanged() {
      resize(8 * KIB);
      String before = state();
      g.setParkingOnChan(true);
      assertThatThrownBy(() -> resize(4 * KIB)).hasMessageContaining("about to park");
      g.setParkingOnChan(false);
      for (int i = 0; i < 4; i++) {
        stacks.call(m, goroutines.big);
      }
      assertThatThrownBy(() -> resize(4 * KIB)).hasMessageContaining("new size is 4096");
      for (int i = 0; i < 4; i++) {
        stacks.ret(m);
      }
      assertThat(state()).isEqualTo(before);
      m.drop(GStatus.SYSCALL);
      assertThat(g.tryScan(GStatus.SYSCALL)).isTrue();
      assertThatThrownBy(() -> resize(16 * KIB)).hasMessageContaining("system call");
      assertThatThrownBy(this::shrink).hasMessageContaining("must not move now");
      assertThat(g.stack().size()).isEqualTo(8 * KIB);
    }

    @Test
    void withoutAStack_everythingIsRefused() {
      m.systemstack(
          () -> goroutines.lab.stacks.stackfree(m, g.stack().lo(), (int) g.stack().size()));
      g.stack().install(0, 0, 0);

      assertThatThrownBy(this::shrink).hasMessageContaining("has no stack");
      assertThatThrownBy(() -> resize(4096)).hasMessageContaining("has no stack");
      assertThatThrownBy(() -> m.systemstack(() -> stacks.newstack(m, g, 0)))
          .hasMessageContaining("has no stack");
    }
  }

  @Nested
  final class WaitSlots {
    @Test
    void copystack_movesSlotsInsideTheStackAndNoOthers() {
      stacks.call(m, goroutines.small);
      Sudog none = new Sudog(0, null);
      Sudog foreign = new Sudog(0xc000, none);
      Sudog done = new Sudog(frames.addressOf(g, 3), foreign);
      Sudog inside = new Sudog(frames.addressOf(g, 2), done);
      assertThat(done.take()).isTrue();
      done.done();
      long doneAt = done.elem();
      g.setWaiting(inside);

      m.systemstack(() -> stacks.copystack(m, g, 4096));

      assertThat(inside.elem()).isEqualTo(frames.addressOf(g, 2));
      assertThat(foreign.elem()).isEqualTo(0xc000);
      assertThat(none.elem()).isZero();
      assertThat(done.elem()).isEqualTo(doneAt);
      assertThat(inside.take()).as("let go").isTrue();
    }
  }

  @Nested
  final class StaleAddresses {
    @Test
    void poison_oldStackReadsPoison_andAWriteIsFound() {
      GoroutineLab poisoned = new GoroutineLab(MemoryMode.POISON, GoroutineConfig.DEFAULT);
      M own = poisoned.m(0);
      G moved = poisoned.running(own);
      poisoned.stacks.call(own, poisoned.small);
      long stale = poisoned.stacks.frames().addressOf(moved, 2);
      poisoned.stacks.call(own, poisoned.big);

      assertThat(poisoned.lab.stacks.memory().getLong(stale)).isEqualTo(0xfdfd_fdfd_fdfd_fdfdL);
      poisoned.lab.stacks.memory().putLong(stale, 1);
      assertThatThrownBy(() -> poisoned.newG(own, 2048)).isInstanceOf(PoisonException.class);
    }

    @Test
    void fault_oldStackCannotBeTouched() {
      GoroutineLab faulting = new GoroutineLab(MemoryMode.FAULT_ON_FREE, GoroutineConfig.DEFAULT);
      M own = faulting.m(0);
      G moved = faulting.running(own);
      faulting.stacks.call(own, faulting.small);
      long stale = faulting.stacks.frames().addressOf(moved, 2);
      faulting.stacks.call(own, faulting.big);

      assertThatThrownBy(() -> faulting.lab.stacks.memory().putLong(stale, 1))
          .isInstanceOf(MemoryAccessException.class);
    }
  }
}
