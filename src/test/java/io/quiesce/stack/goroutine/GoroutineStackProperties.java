package io.quiesce.stack.goroutine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.oracle.GoroutineOracle;
import io.quiesce.oracle.StackOracle;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a goroutine calls and wherever its stack moves, it finds the words that it wrote. */
final class GoroutineStackProperties {
  /** A frame as a list would keep it: a plain word, and at which depth the pointer word points. */
  private record Frame(int layout, long value, int target) {}

  private final List<Frame> model = new ArrayList<>();
  private GoroutineLab goroutines;
  private M m;
  private G g;

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void anySequence_keepsEveryWordAndPointer(
      @ForAll @Size(min = 20, max = 250) List<@IntRange(min = 0, max = 1 << 20) Integer> steps) {
    goroutines = new GoroutineLab(MemoryMode.POISON, GoroutineConfig.DEFAULT);
    m = goroutines.m(0);
    g = goroutines.running(m);
    model.clear();
    for (int step : steps) {
      step(step % 8, step / 8);
    }
    StackOracle.check(goroutines.lab.stacks);
    GoroutineOracle.check(goroutines.lab.stacks, goroutines.free, List.of(g));
    while (!model.isEmpty()) {
      verifyAndReturn();
    }
    assertThat(g.stack().used()).isZero();
  }

  private void step(int what, int rest) {
    if (what < 4) {
      call(rest % 5 == 0 ? goroutines.big : goroutines.small, rest);
    } else if (what < 6) {
      if (!model.isEmpty()) {
        verifyAndReturn();
      }
    } else if (what == 6) {
      ShrinkOutcome unused = m.systemstack(() -> goroutines.stacks.shrinkstack(m, g));
    } else {
      goroutines.lab.sched.preempt(m.p());
    }
  }

  private void call(int layout, int rest) {
    Frames frames = goroutines.stacks.frames();
    int target = model.isEmpty() ? -1 : rest % model.size();
    goroutines.stacks.call(m, layout);
    // after the call, which may have moved the stack
    frames.store(g, pointerWord(layout), target < 0 ? 0 : addressOfFrame(target));
    frames.store(g, 2, ~(long) rest);
    model.add(new Frame(layout, ~(long) rest, target));
  }

  /** Where the youngest word of the frame at {@code depth} is, by adding up what lies above. */
  private long addressOfFrame(int depth) {
    long address = g.stack().hi();
    for (int i = 0; i <= depth; i++) {
      address -= goroutines.table.get(model.get(i).layout).bytes();
    }
    return address;
  }

  private int pointerWord(int layout) {
    return layout == goroutines.big ? 159 : 0;
  }

  private void verifyAndReturn() {
    Frames frames = goroutines.stacks.frames();
    Frame frame = model.remove(model.size() - 1);
    assertThat(frames.load(g, 2)).isEqualTo(frame.value);
    long expected = frame.target < 0 ? 0 : addressOfFrame(frame.target);
    assertThat(frames.load(g, pointerWord(frame.layout))).isEqualTo(expected);
    goroutines.stacks.ret(m);
  }
}
