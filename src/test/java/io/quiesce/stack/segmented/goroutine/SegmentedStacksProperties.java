package io.quiesce.stack.segmented.goroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.oracle.SegmentedOracle;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.SegmentedM;
import io.quiesce.stack.segmented.StackLimitException;
import io.quiesce.stack.segmented.block.BlockHeap.Block;
import io.quiesce.stack.segmented.goroutine.ModelG.ModelFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Random histories of several goroutines on one M against {@link ModelG}. */
final class SegmentedStacksProperties {
  private static final List<Func> FUNCS =
      List.of(Segments.SMALL, Segments.LARGE, Segments.LARGE, Segments.HUGE, Segments.C);
  private static final int VALUE_SLOT = 2;

  /** What can happen; CALL is there more often so that stacks get deep. */
  enum Op {
    CALL,
    CALL_TWICE,
    CALL_DEEP,
    RET,
    RET_DEEP,
    SHRINK,
    SWITCH,
    NEW,
    EXIT,
    SHRINK_PARKED
  }

  /** One step. */
  record Step(Op op, int arg) {}

  private Segments s;
  private SegmentConfig config;
  private final Map<SegmentedG, ModelG> models = new LinkedHashMap<>();
  private final Deque<SegmentedG> free = new ArrayDeque<>();
  private final List<SegmentedG> parked = new ArrayList<>();
  private long values;
  private boolean ending;

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(Arbitraries.of(Op.class), Arbitraries.integers().between(0, 99))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<SegmentConfig> configs() {
    return Combinators.combine(
            Arbitraries.of(2048, 4096), Arbitraries.of(true, true, false), Arbitraries.of(16, 64))
        .as(
            (fixed, copying, limit) ->
                SegmentConfig.of(1)
                    .withFixedStack(fixed)
                    .withCopying(copying)
                    .withMaxStack(limit * 1024L));
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void anyHistory_agreesWithTheModel(
      @ForAll("configs") SegmentConfig config, @ForAll("histories") List<Step> history) {
    this.config = config;
    s = new Segments(config, MemoryMode.POISON);
    models.clear();
    free.clear();
    parked.clear();
    ending = false;
    create();
    for (Step step : history) {
      run(step);
      compare();
    }
    ending = true;
    while (s.m.curg() != null) {
      exit();
    }
    compare();
    assertThat(s.stacks.allocator().blocks().spanBytes()).isZero();
    assertThat(s.heap.snapshot().inHeap()).isZero();
  }

  private void run(Step step) {
    switch (step.op()) {
      case CALL -> call(FUNCS.get(step.arg() % FUNCS.size()), step.arg());
      case CALL_TWICE -> times(2, () -> call(FUNCS.get(step.arg() % FUNCS.size()), step.arg()));
      case CALL_DEEP -> times(step.arg() % 24, () -> call(FUNCS.get(step.arg() % 3), step.arg()));
      case RET -> ret();
      case RET_DEEP -> unwind(1 + step.arg() % 3);
      case SHRINK -> shrink(s.m.curg());
      case SWITCH -> resume(step.arg());
      case NEW -> {
        park();
        create();
      }
      case EXIT -> exit();
      case SHRINK_PARKED -> parked.forEach(this::shrink);
    }
  }

  private static void times(int n, Runnable action) {
    for (int i = 0; i < n; i++) {
      action.run();
    }
  }

  private void unwind(int left) {
    while (models.get(s.m.curg()).frames().size() > left) {
      ret();
    }
  }

  private void create() {
    SegmentedG expected = free.poll();
    SegmentedG gp = s.stacks.newproc(s.m, Segments.MAIN);
    if (expected != null) {
      assertThat(gp).isSameAs(expected);
    }
    s.stacks.execute(s.m, gp);
    models.put(gp, new ModelG(config, config.fixedStack(), false));
    store(Segments.MAIN, CallOutcome.ENTERED, CallOutcome.ENTERED, 0);
  }

  private void call(Func f, int arg) {
    ModelG model = models.get(s.m.curg());
    CallOutcome expected;
    ModelFrame probe = ModelFrame.selfish(f, 0);
    try {
      expected = model.call(probe);
    } catch (ModelG.Overflow e) {
      assertThatThrownBy(() -> s.machine.call(s.m, f, new long[f.args()]))
          .isInstanceOf(StackLimitException.class);
      return;
    }
    model.top().frames.remove(model.top().frames.size() - 1);
    store(f, expected, s.machine.call(s.m, f, new long[f.args()]), arg);
  }

  /** Fills the new frame: a fresh value, and a pointer to the value of some frame of the chain. */
  private void store(Func f, CallOutcome expected, CallOutcome actual, int arg) {
    assertThat(actual).isEqualTo(expected);
    SegmentedG gp = s.m.curg();
    ModelG model = models.get(gp);
    List<ModelFrame> older = model.frames();
    int target = older.isEmpty() ? 0 : arg % older.size();
    model.top().frames.add(new ModelFrame(f, ++values, older.isEmpty() ? null : older.get(target)));
    Frame frame = s.machine.frame(s.m);
    s.machine.store(frame.localAddress(VALUE_SLOT), values);
    if (!older.isEmpty()) {
      List<Frame> frames = s.stacks.frames(gp);
      long address = frames.get(frames.size() - 1 - target).localAddress(VALUE_SLOT);
      s.machine.store(frame.localAddress(0), address);
    }
  }

  private void ret() {
    SegmentedG gp = s.m.curg();
    ReturnOutcome expected = models.get(gp).ret();
    assertThat(s.machine.ret(s.m)).isEqualTo(expected);
    if (expected == ReturnOutcome.EXITED) {
      buried(gp);
    }
  }

  private void exit() {
    SegmentedG gp = s.m.curg();
    s.machine.exit(s.m);
    buried(gp);
  }

  private void buried(SegmentedG gp) {
    models.remove(gp);
    free.push(gp);
    if (!parked.isEmpty()) {
      resume(0);
    } else if (!ending) {
      create();
    }
  }

  private void shrink(SegmentedG gp) {
    if (gp != null) {
      assertThat(s.stacks.shrink(s.m, gp)).isEqualTo(models.get(gp).shrink());
    }
  }

  private void park() {
    if (s.m.curg() != null) {
      parked.add(s.m.curg());
      s.stacks.park(s.m);
    }
  }

  private void resume(int which) {
    if (!parked.isEmpty()) {
      SegmentedG next = parked.remove(which % parked.size());
      park();
      s.stacks.ready(next);
      s.stacks.execute(s.m, next);
    }
  }

  private void compare() {
    SegmentedOracle.check(s.stacks);
    long fixedOfFree = free.stream().filter(SegmentedG::hasStack).count();
    long fixed = models.values().stream().mapToLong(ModelG::fixed).sum() + fixedOfFree;
    assertThat(s.stacks.allms().stream().mapToLong(SegmentedM::stackinuse).sum()).isEqualTo(fixed);
    assertThat(s.stacks.allocator().blocks().blocks().stream().mapToLong(Block::bytes).sum())
        .isEqualTo(models.values().stream().mapToLong(ModelG::heapBytes).sum());
    models.forEach(this::compare);
  }

  private void compare(SegmentedG gp, ModelG model) {
    assertThat(gp.stacksize()).isEqualTo(model.total());
    assertThat(gp.segmentSize()).isEqualTo(model.top().size);
    List<Frame> frames = s.stacks.frames(gp);
    List<ModelFrame> expected = model.frames();
    assertThat(frames).hasSameSizeAs(expected);
    Map<ModelFrame, Long> addresses = new LinkedHashMap<>();
    for (int i = 0; i < expected.size(); i++) {
      ModelFrame want = expected.get(i);
      Frame have = frames.get(frames.size() - 1 - i);
      addresses.put(want, have.localAddress(VALUE_SLOT));
      assertThat(have.func()).isSameAs(want.func());
      assertThat(s.machine.load(have.localAddress(VALUE_SLOT))).isEqualTo(want.value());
      if (want.target() != null) {
        assertThat(s.machine.load(have.localAddress(0))).isEqualTo(addresses.get(want.target()));
      }
    }
  }
}
