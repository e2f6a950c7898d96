package io.quiesce.stack.goroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.oracle.GoroutineOracle;
import io.quiesce.oracle.StackOracle;
import io.quiesce.phase.SystemStackException;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
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

/** Calls, growth and preemption of one goroutine. */
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
      m.systemstack(() -> stacks.copystack(m, g, 8 * KIB));
      g.setPreemptShrink(true);
      m.lock();
      goroutines.lab.sched.preempt(m.p());
      stacks.call(m, goroutines.small);
      assertThat(m.p().tick()).isEqualTo(tick);
      assertThat(g.stack().size()).as("not a preemption point").isEqualTo(8 * KIB);
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
}
