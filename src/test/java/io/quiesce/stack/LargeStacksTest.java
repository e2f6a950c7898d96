package io.quiesce.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.lockfree.TaggedStack;
import io.quiesce.phase.GcPhase;
import io.quiesce.sched.M;
import org.junit.jupiter.api.Test;

/** The lists of large stacks: what is deferred, and that nothing is stranded. */
final class LargeStacksTest {
  private final StackLab lab = StackLab.plain();
  private final TaggedStack.Links spanLinks = new LargeStacks.SpanLinks(lab.heap);
  private final M m = lab.onSystem(0);
  private final M collector = lab.onSystemWithoutP();

  private Span span(int npages) {
    return lab.heap.allocManual(m, npages, SpanAllocType.STACK);
  }

  @Test
  void free_whileMarking_isTakenBySizeLastInFirstOut() {
    LargeStacks large = new LargeStacks(lab.heap, lab.gate, spanLinks);
    Span a = span(4);
    Span b = span(4);
    Span c = span(8);
    lab.gate.startMark();
    large.free(m, a);
    large.free(m, b);
    large.free(m, c);

    assertThat(large.spans(2)).containsExactly(b, a);
    assertThat(large.take(3)).isSameAs(c);
    assertThat(large.take(3)).isNull();
    assertThat(large.take(2)).isSameAs(b);
    assertThat(large.freeAll(collector)).as("still marking").isZero();
  }

  /**
   * The freer is refused while marking; the cycle ends, and its free-all passes, before the push.
   */
  @Test
  void free_deferredBehindTheFreeAllOfItsCycle_isNotStranded() {
    EndsTheCycle links = new EndsTheCycle();
    LargeStacks large = new LargeStacks(lab.heap, lab.gate, links);
    links.large = large;
    Span span = span(4);
    lab.gate.startMark();

    large.free(m, span);

    assertThat(lab.gate.phase()).isEqualTo(GcPhase.OFF);
    assertThat(large.spans(2)).isEmpty();
    assertThat(lab.heap.snapshot().stacksInuse()).isZero();
  }

  /** Ends the cycle at the last moment before a push becomes visible. */
  private final class EndsTheCycle implements TaggedStack.Links {
    private LargeStacks large;

    @Override
    public int next(int id) {
      return spanLinks.next(id);
    }

    @Override
    public void setNext(int id, int next) {
      lab.gate.startTermination();
      lab.gate.finish();
      assertThat(large.freeAll(collector)).isZero();
      spanLinks.setNext(id, next);
    }
  }
}
