package io.quiesce.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.phase.GcPhase;
import io.quiesce.phase.PhaseGate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * Random sequences of operations by one thread, compared step by step with {@link NaiveHeap}: the
 * figures always, the addresses where no cache takes part.
 */
final class PageHeapProperties {
  /** One step; which operation the numbers mean is decided against the state that it meets. */
  record Step(int kind, int npages, int type, int which, int pid) {}

  @Provide
  Arbitrary<List<Step>> withoutPs() {
    return steps(Arbitraries.just(-1));
  }

  @Provide
  Arbitrary<List<Step>> withPs() {
    return steps(Arbitraries.integers().between(-1, 1));
  }

  private static Arbitrary<List<Step>> steps(Arbitrary<Integer> pid) {
    Arbitrary<Integer> npages =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.integers().between(1, 20)),
            Tuple.of(3, Arbitraries.integers().between(20, 200)),
            Tuple.of(1, Arbitraries.integers().between(400, 1100)));
    return Combinators.combine(
            Arbitraries.integers().between(0, 19),
            npages,
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 1 << 20),
            pid)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(120);
  }

  @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
  void withoutCaches_sequence_equalsTheNaiveHeapInAddressesAndFigures(
      @ForAll("withoutPs") List<Step> steps) {
    new Run(true).all(steps);
  }

  @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
  void withCaches_sequence_equalsTheNaiveHeapInFigures(@ForAll("withPs") List<Step> steps) {
    new Run(false).all(steps);
  }

  /** The heap and the model side by side. */
  private static final class Run {
    private static final long MAX = 4L * HeapAddress.CHUNK_BYTES;

    private final PhaseGate gate = new PhaseGate(2);
    private final PageHeap heap =
        new PageHeap(HeapConfig.of(MAX, 2).withArenaPages(512).withMemory(MemoryMode.NONE), gate);
    private final NaiveHeap model = new NaiveHeap((int) heap.config().maxPages());
    private final List<Span> live = new ArrayList<>();
    private final List<SpanAllocType> types = new ArrayList<>();
    private final boolean addresses;

    Run(boolean addresses) {
      this.addresses = addresses;
    }

    void all(List<Step> steps) {
      for (Step step : steps) {
        apply(step);
        assertThat(heap.snapshot()).as("after " + step).isEqualTo(model.figures());
      }
      HeapOracle.check(heap);
    }

    private void apply(Step step) {
      TestContext ctx = new TestContext(step.pid());
      switch (step.kind()) {
        case 0 -> nextPhase();
        case 1 -> scavenge(ctx, step.npages());
        case 2 -> heap.flushPageCache(ctx, step.which() & 1);
        case 3, 4, 5, 6, 7, 8 -> free(ctx, step);
        default -> alloc(ctx, step);
      }
    }

    private void nextPhase() {
      switch (gate.phase()) {
        case OFF -> gate.startMark();
        case MARK -> gate.startTermination();
        case MARK_TERMINATION -> gate.finish();
      }
    }

    private void alloc(TestContext ctx, Step step) {
      SpanAllocType type = SpanAllocType.of(step.type());
      Span s =
          type.manual()
              ? heap.allocManual(ctx, step.npages(), type)
              : heap.alloc(ctx, step.npages(), step.which() % 136);
      if (addresses) {
        int expected = model.firstFit(step.npages());
        assertThat(s == null ? -1 : (int) s.firstPage()).as("page for " + step).isEqualTo(expected);
      }
      if (s == null) {
        return;
      }
      followGrowth(step.npages());
      boolean fresh = model.take((int) s.firstPage(), s.npages(), type);
      assertThat(s.needzero() || fresh).as("Z1: " + s + " may not be promised zero").isTrue();
      live.add(s);
      types.add(type);
    }

    private void free(TestContext ctx, Step step) {
      if (live.isEmpty()) {
        return;
      }
      int i = step.which() % live.size();
      Span s = live.get(i);
      SpanAllocType type = types.get(i);
      boolean legal = gate.phase() == GcPhase.OFF || type == SpanAllocType.PTR_SCALAR_BITS;
      if (type.manual()) {
        assertThat(heap.tryFreeManual(ctx, s, type)).isEqualTo(legal);
      } else if (legal) {
        heap.freeSpan(ctx, s);
      }
      if (legal) {
        model.free((int) s.firstPage(), s.npages(), type);
        live.remove(i);
        types.remove(i);
      }
    }

    /** With caches the heap may grow though pages are free in them; by how much is still known. */
    private void followGrowth(int npages) {
      int by = (int) (heap.snapshot().mapped() >> HeapAddress.PAGE_SHIFT) - model.grown();
      assertThat(by).isIn(0, NaiveHeap.chunksFor(npages));
      model.growBy(by);
    }

    private void scavenge(TestContext ctx, int npages) {
      heap.flushPageCache(ctx, 0);
      heap.flushPageCache(ctx, 1);

      long done = heap.scavenge(ctx, HeapAddress.bytes(npages));

      assertThat(done).isEqualTo(HeapAddress.bytes(model.scavengeFromTheTop(npages)));
    }
  }
}
