package io.quiesce.stack.goroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.MemoryAccessException;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.memory.PoisonException;
import io.quiesce.oracle.GoroutineOracle;
import io.quiesce.oracle.StackOracle;
import io.quiesce.phase.SystemStackException;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.GoroutineStateException;
import io.quiesce.sched.M;
import io.quiesce.sched.Sudog;
import io.quiesce.sched.UserStack;
import io.quiesce.stack.OutOfStackMemoryException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls, growth, moving and shrinking of one goroutine's stack. */
final class GoroutineStacksTest {
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
  final class Calls {
    @Test
    void call_pushesAFrameOfZerosAndRetRemovesIt() {
      stacks.call(m, goroutines.small);
      frames.store(g, 3, 42);
      stacks.call(m, goroutines.small);
      assertThat(frames.load(g, 3)).isZero();
      assertThat(frames.depth(g)).isEqualTo(2);
      stacks.ret(m);

      assertThat(frames.load(g, 3)).isEqualTo(42);
      assertThat(frames.youngest(g).name()).isEqualTo("small");
      stacks.ret(m);
      assertThat(g.stack().used()).isZero();
    }

    @Test
    void wordsOutsideTheFrame_areRefused() {
      assertThatThrownBy(() -> frames.load(g, 0)).isInstanceOf(FrameException.class);
      stacks.call(m, goroutines.small);

      assertThatThrownBy(() -> frames.load(g, 4)).hasMessageContaining("small (4 words)");
      assertThatThrownBy(() -> frames.store(g, -1, 0)).isInstanceOf(FrameException.class);
      assertThatThrownBy(() -> stacks.call(m, 99)).hasMessageContaining("number 99");
      stacks.ret(m);
      assertThatThrownBy(() -> stacks.ret(m)).hasMessageContaining("no frame");
    }

    @Test
    void call_onTheSystemStack_isRefused() {
      String before = state();

      assertThatThrownBy(() -> m.systemstack(() -> stacks.call(m, goroutines.big)))
          .isInstanceOf(SystemStackException.class);

      assertThat(state()).isEqualTo(before);
    }

    @Test
    void layout_withAPointerThatIsNoWord_isRefused() {
      assertThatThrownBy(() -> new FrameLayout("f", 2, 2))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new FrameLayout("f", -1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  final class Growth {
    @Test
    void call_deep_doublesAndKeepsEveryWordAtItsDistanceFromTheTop() {
      List<Integer> sizes = new ArrayList<>();
      for (int depth = 0; depth < 2000; depth++) {
        stacks.call(m, goroutines.small);
        frames.store(g, 2, depth);
        frames.store(g, 0, frames.addressOf(g, 2));
        if (sizes.isEmpty() || sizes.get(sizes.size() - 1) != g.stack().size()) {
          sizes.add((int) g.stack().size());
        }
      }
      assertThat(sizes).containsExactly(2048, 4096, 8192, 16384, 32768, 65536, 131072);
      check();
      for (int depth = 1999; depth >= 0; depth--) {
        assertThat(frames.load(g, 2)).isEqualTo(depth);
        assertThat(frames.load(g, 0)).as("pointer").isEqualTo(frames.addressOf(g, 2));
        stacks.ret(m);
      }
      assertThat(g.status()).isEqualTo(GStatus.RUNNING);
    }

    @Test
    void copystack_adjustsPointersIntoTheOldStackOnly() {
      stacks.call(m, goroutines.small);
      long slot = frames.addressOf(g, 3);
      long lo = g.stack().lo();
      long hi = g.stack().hi();
      frames.store(g, 0, slot);
      frames.store(g, 1, hi);
      frames.store(g, 2, slot);
      frames.store(g, 3, lo);

      stacks.call(m, goroutines.big);
      stacks.ret(m);

      assertThat(g.stack().lo()).isNotEqualTo(lo);
      assertThat(frames.load(g, 0)).isEqualTo(frames.addressOf(g, 3));
      assertThat(frames.load(g, 1)).as("one past the end is not inside").isEqualTo(hi);
      assertThat(frames.load(g, 2)).as("not a pointer").isEqualTo(slot);
      assertThat(frames.load(g, 3)).as("not a pointer").isEqualTo(lo);
    }

    @Test
    void call_hugeFrame_growsByMoreThanDoubling() {
      stacks.call(m, goroutines.huge);

      assertThat(g.stack().size()).isEqualTo(64 * KIB);
      frames.store(g, 5 * 1024 - 1, 7);
      check();
    }

    @ParameterizedTest
    @CsvSource({
      "2048,1200,0,4096",
      "2048,2000,500,4096",
      "2048,2000,1169,8192",
      "4096,0,100000,131072"
    })
    void grownSize_isGos(long size, long used, long frame, long expected) {
      assertThat(GoroutineStacks.grownSize(size, used, frame)).isEqualTo(expected);
    }

    @Test
    void call_atTheGuard_keeps800BytesForUncheckedCalls() {
      int tiny = goroutines.table.add(new FrameLayout("tiny", 0));
      while (g.stack().size() == 2048) {
        assertThat(g.stack().sp() - g.stack().lo()).isGreaterThan(GoroutineStacks.LIMIT);
        stacks.call(m, tiny);
      }
      stacks.ret(m);
      assertThat(g.stack().used()).isEqualTo(2048 - 928);
    }

    @Test
    void call_beyondTheLimit_isAStackOverflowThatChangesNothing() {
      GoroutineLab limited =
          new GoroutineLab(MemoryMode.REAL, GoroutineConfig.DEFAULT.withMaxStack(8000));
      M own = limited.m(0);
      G deep = limited.running(own);
      StackOverflowException thrown = null;
      int depth = 0;
      while (thrown == null) {
        try {
          limited.stacks.call(own, limited.small);
          depth++;
        } catch (StackOverflowException e) {
          thrown = e;
        }
      }

      assertThat(thrown)
          .hasMessageContaining("goroutine 1 needs a stack of 8192 bytes")
          .hasMessageContaining("it has 4096")
          .hasMessageContaining("limit is 8000");
      assertThat(deep.status()).isEqualTo(GStatus.RUNNING);
      assertThat(limited.stacks.frames().depth(deep)).isEqualTo(depth);
      limited.stacks.ret(own);
      limited.stacks.call(own, limited.small);
    }

    @Test
    void call_exhaustedHeap_isAnErrorThatChangesNothing() {
      m.systemstack(
          () -> {
            for (int bytes = 4 << 20; bytes >= 2048; bytes /= 2) {
              try {
                while (true) {
                  assertThat(goroutines.lab.stacks.stackalloc(m, bytes)).isPositive();
                }
              } catch (OutOfStackMemoryException full) {
                assertThat(full).hasMessageContaining(bytes + " bytes");
              }
            }
          });
      String before = state();

      assertThatThrownBy(() -> stacks.call(m, goroutines.huge))
          .isInstanceOf(OutOfStackMemoryException.class);

      assertThat(state()).isEqualTo(before);
    }

    @Test
    void newstack_whereItMustNotGrow_isRefusedUnchanged() {
      g.setSplitForbidden(true);
      String before = state();
      assertThatThrownBy(() -> stacks.call(m, goroutines.huge))
          .hasMessageContaining("must not grow");
      M other = goroutines.m(1);
      other.enterSystemStack();
      assertThatThrownBy(() -> stacks.newstack(other, g, 0))
          .hasMessageContaining("not the current");
      assertThatThrownBy(() -> stacks.newstack(m, g, 0)).isInstanceOf(SystemStackException.class);

      assertThat(state()).isEqualTo(before);
    }

    @Test
    void copystack_corruptPointerOrHeader_isRefusedUnchanged() {
      stacks.call(m, goroutines.small);
      frames.store(g, 1, 17);
      g.setWaiting(new Sudog(frames.addressOf(g, 2), null));
      String before = g.stack().toString();
      assertThatThrownBy(() -> stacks.call(m, goroutines.big))
          .isInstanceOf(FrameException.class)
          .hasMessageContaining("invalid pointer 0x11");
      assertThat(g.status()).isEqualTo(GStatus.RUNNING);
      frames.store(g, 1, 0);
      goroutines.lab.stacks.memory().putLong(g.stack().bp() + 8, 4711);
      assertThatThrownBy(() -> stacks.call(m, goroutines.big)).hasMessageContaining("4711");
      goroutines.lab.stacks.memory().putLong(g.stack().bp() + 8, goroutines.small);

      assertThat(g.waiting().elem()).isEqualTo(frames.addressOf(g, 2));
      assertThat(g.stack()).hasToString(before);
      check();
      stacks.call(m, goroutines.big);
    }
  }

  @Nested
  final class Preemption {
    @Test
    void call_preempted_yieldsAndGoesOnWithTheRealGuard() {
      int tick = m.p().tick();
      goroutines.lab.sched.preempt(m.p());

      stacks.call(m, goroutines.small);

      assertThat(m.p().tick()).isGreaterThan(tick);
      assertThat(g.stack().guard()).isEqualTo(g.stack().lo() + GoroutineStacks.GUARD);
      assertThat(g.stack().size()).as("not grown").isEqualTo(2048);
      assertThat(g.status()).isEqualTo(GStatus.RUNNING);
    }

    @Test
    void call_preemptedWhileLocked_goesOnAndYieldsAfterUnlock() {
      int tick = m.p().tick();
      m.lock();
      goroutines.lab.sched.preempt(m.p());
      stacks.call(m, goroutines.small);
      assertThat(m.p().tick()).isEqualTo(tick);
      assertThat(g.stack().guard()).isNotEqualTo(UserStack.PREEMPT);

      m.unlock();
      stacks.call(m, goroutines.small);

      assertThat(m.p().tick()).isGreaterThan(tick);
    }

    @Test
    void call_preempted_doesTheDeferredShrink() {
      m.systemstack(() -> stacks.copystack(m, g, 8 * KIB));
      g.setPreemptShrink(true);
      goroutines.lab.sched.preempt(m.p());

      stacks.call(m, goroutines.small);

      assertThat(g.stack().size()).isEqualTo(4 * KIB);
      assertThat(g.preemptShrink()).isFalse();
      check();
    }
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
