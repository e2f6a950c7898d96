package io.quiesce.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.assist.AssistParking;
import io.quiesce.gc.assist.ThreadParking;
import io.quiesce.gc.object.span.ObjectLayout;
import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.phase.GcPhase;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackConfig;
import io.quiesce.stack.goroutine.FrameTable;
import io.quiesce.stack.goroutine.FreeGoroutines;
import io.quiesce.stack.goroutine.GoroutineConfig;
import io.quiesce.stack.goroutine.GoroutineStacks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole cycles, driven step by step by one M that is starter, worker and completer. */
final class CollectorTest {
  private static final ObjectLayout NODE = new ObjectLayout("node", 4, 0);
  private static final int LARGE_STACK = 32 << 10;

  private final PhaseGate gate = new PhaseGate(2);
  private final PageHeap heap = new PageHeap(HeapConfig.of(4L * HeapAddress.CHUNK_BYTES, 2), gate);
  private final Sched sched = new Sched(2);
  private final StackAllocator stacks = new StackAllocator(heap, gate, StackConfig.DEFAULT);
  private final List<String> events = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final M m = sched.newM(0);
  private RuntimeException planted;

  private final class Surroundings implements Mutators {
    @Override
    public List<G> goroutines() {
      return List.of();
    }

    @Override
    public AssistParking parking() {
      return new ThreadParking();
    }

    @Override
    public void failed(Throwable failure) {
      failures.add(failure);
    }

    @Override
    public void workAppeared() {}
  }

  private final class Recording implements CycleListener {
    @Override
    @SystemStack
    public void starting(M on) {
      events.add("starting in " + gate.phase());
    }

    @Override
    @SystemStack
    public void marked(M on) {
      events.add("marked in " + gate.phase());
      if (planted != null) {
        throw planted;
      }
    }

    @Override
    public void ended(CycleReport report) {
      events.add("ended " + report.cycle() + " in " + gate.phase());
    }
  }

  private Collector collector(Protocol protocol) {
    GoroutineStacks goroutineStacks =
        new GoroutineStacks(stacks, new FrameTable(), GoroutineConfig.DEFAULT);
    return new Collector(
        protocol,
        100,
        sched,
        stacks,
        goroutineStacks,
        new FreeGoroutines(stacks, GoroutineConfig.DEFAULT),
        new Surroundings(),
        new Recording(),
        System::nanoTime);
  }

  private void mark(Collector collector) {
    while (collector.cycleUnderWay()) {
      assertThat(collector.runIdleWorker(m)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void cycle_goesThroughThePhasesInOrderAndEndsOnce(Protocol protocol) {
    Collector collector = collector(protocol);
    assertThat(collector.nextWholeCycle()).isEqualTo(1);

    assertThat(collector.start(m, true)).isTrue();
    assertThat(gate.phase()).isEqualTo(GcPhase.MARK);
    assertThat(collector.nextWholeCycle()).isEqualTo(2);
    assertThat(collector.start(m, true)).as("cycles do not overlap (P8)").isFalse();
    mark(collector);

    assertThat(events)
        .containsExactly("starting in OFF", "marked in MARK_TERMINATION", "ended 1 in OFF");
    assertThat(gate.phase()).isEqualTo(GcPhase.OFF);
    assertThat(collector.cyclesEnded()).isEqualTo(1);
    assertThat(collector.runIdleWorker(m)).isFalse();
    assertThat(collector.workLeft()).isEmpty();
  }

  @Test
  void start_heapBelowItsTrigger_isRefusedAndNothingIsUnderWay() {
    Collector collector = collector(Protocol.RAGGED);

    assertThat(collector.start(m, false)).isFalse();

    assertThat(collector.cycleUnderWay()).isFalse();
    assertThat(events).isEmpty();
  }

  @Test
  void start_onTheSystemStackOrWithLocks_isRefused() {
    Collector collector = collector(Protocol.RAGGED);

    boolean onSystemStack = m.systemstack(() -> collector.start(m, true));
    m.lock();
    boolean withLocks = collector.start(m, true);
    m.unlock();

    assertThat(onSystemStack).isFalse();
    assertThat(withLocks).isFalse();
    assertThat(collector.cycleUnderWay()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void cycle_freesWhatNoGlobalReaches(Protocol protocol) {
    Collector collector = collector(protocol);
    long kept = collector.mallocgc(m, NODE);
    collector.storeGlobal(m, 0, kept);
    long below = collector.mallocgc(m, NODE);
    collector.storePointer(m, kept, below);
    long dead = collector.mallocgc(m, NODE);

    assertThat(collector.start(m, true)).isTrue();
    mark(collector);
    while (collector.sweepOne(m)) {
      Thread.onSpinWait();
    }

    assertThat(dead).isNotZero();
    assertThat(collector.objects().figures().objects()).isEqualTo(2);
    assertThat(collector.objects().findObject(below)).isEqualTo(below);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void cycle_pointerMovedBehindTheMarker_survivesByTheWriteBarrier(Protocol protocol) {
    Collector collector = collector(protocol);
    long kept = collector.mallocgc(m, NODE);
    collector.storeGlobal(m, 0, kept);
    long moved = collector.mallocgc(m, NODE);
    collector.storePointer(m, kept, moved);

    assertThat(collector.start(m, true)).isTrue();
    // as a mutator would that holds it in a stack that was scanned
    collector.storePointer(m, kept, 0);
    mark(collector);

    assertThat(collector.objects().findObject(moved)).isEqualTo(moved);
    assertThat(collector.objects().map().find(moved).allocCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void cycle_largeStackFreedWhileMarking_isFreedAtItsEnd(Protocol protocol) {
    Collector collector = collector(protocol);
    long stack = m.systemstack(() -> stacks.stackalloc(m, LARGE_STACK));

    assertThat(collector.start(m, true)).isTrue();
    m.systemstack(() -> stacks.stackfree(m, stack, LARGE_STACK));
    assertThat(heap.snapshot().stacksInuse()).as("kept while marking (S6)").isEqualTo(LARGE_STACK);
    mark(collector);

    assertThat(heap.snapshot().stacksInuse()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void marked_listenerFails_isReportedBeforeTheWorldStarts(Protocol protocol) {
    Collector collector = collector(protocol);
    planted = new IllegalStateException("planted");
    assertThat(collector.start(m, true)).isTrue();

    assertThatThrownBy(() -> mark(collector)).isSameAs(planted);

    assertThat(failures).containsExactly(planted);
  }
}
