package io.quiesce.heap.span;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.heap.memory.HeapAddress;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Whoever finds a span in the map sees it whole (H2, H3), and never finds one for a page that it
 * does not contain, however the pages were used before.
 *
 * <p>r1: -1 nothing found, else the length of the span. r2: 1 if needzero was seen as written. r3:
 * the purpose's code.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=SpanPublication}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class SpanPublication {
  private SpanPublication() {}

  /** A map of one arena, and what a marker does with a page number. */
  static class Scenario {
    final SpanMap map = new SpanMap(512, 512);

    Scenario() {
      map.prepare(0, 512);
    }

    final Span publish(long page, int npages, SpanAllocType type) {
      Span span = new Span(HeapAddress.of(page), npages, Span.NO_CLASS, true);
      span.publish(type);
      map.set(span);
      return span;
    }

    final void look(long page, III_Result r) {
      Span span = map.find(page);
      if (span == null) {
        r.r1 = -1;
        return;
      }
      r.r1 = span.npages();
      r.r2 = span.needzero() ? 1 : 0;
      r.r3 = SpanWord.purpose(span.acquire()).code();
    }
  }

  /** The first span on its pages, looked up by an interior page. */
  @JCStressTest
  @State
  @Outcome(id = "4, 1, 1", expect = ACCEPTABLE, desc = "Found, whole.")
  @Outcome(id = "-1, 0, 0", expect = ACCEPTABLE, desc = "Not there yet.")
  @Outcome(expect = FORBIDDEN, desc = "Found before its fields were written.")
  public static class FirstLife extends Scenario {
    /** Publishes pages 8 to 11. */
    @Actor
    public void maker() {
      publish(8, 4, SpanAllocType.STACK);
    }

    /** Looks page 10 up. */
    @Actor
    public void marker(III_Result r) {
      look(10, r);
    }
  }

  /** A span of another length takes over pages of a dead one. */
  @JCStressTest
  @State
  @Outcome(id = "4, 1, 1", expect = ACCEPTABLE, desc = "The old span, while it lived.")
  @Outcome(id = "3, 1, 3", expect = ACCEPTABLE, desc = "The new span, whole.")
  @Outcome(id = "-1, 0, 0", expect = ACCEPTABLE, desc = "Between the two.")
  @Outcome(expect = FORBIDDEN, desc = "A mixture, or a span that does not contain the page.")
  public static class SecondLife extends Scenario {
    private final Span old = publish(8, 4, SpanAllocType.STACK);

    /** Ends the old span and makes one on pages 10 to 12. */
    @Actor
    public void maker() {
      old.tryRetire(old.acquire());
      publish(10, 3, SpanAllocType.WORK_BUF);
    }

    /** Looks page 11 up. */
    @Actor
    public void marker(III_Result r) {
      look(11, r);
    }
  }

  /** The same pages in the same length, for another purpose: the same object lives again. */
  @JCStressTest
  @State
  @Outcome(id = "4, 1, 1", expect = ACCEPTABLE, desc = "Found in its first life.")
  @Outcome(id = "4, 1, 3", expect = ACCEPTABLE, desc = "Found in its second.")
  @Outcome(id = "-1, 0, 0", expect = ACCEPTABLE, desc = "Between the two.")
  @Outcome(expect = FORBIDDEN, desc = "Found with what neither life had.")
  public static class SameSpanAgain extends Scenario {
    private final Span span = publish(8, 4, SpanAllocType.STACK);

    /** Ends the first life and begins the second. */
    @Actor
    public void maker() {
      span.tryRetire(span.acquire());
      span.relinquish();
      span.tryReuse(4, Span.NO_CLASS, true);
      span.publish(SpanAllocType.WORK_BUF);
      map.set(span);
    }

    /** Looks page 10 up. */
    @Actor
    public void marker(III_Result r) {
      look(10, r);
    }
  }

  /** The in-use bit makes the sweeper look: it must find the span then (H10). */
  @JCStressTest
  @State
  @Outcome(id = "1, 4, 1", expect = ACCEPTABLE, desc = "Bit and span.")
  @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "No bit yet.")
  @Outcome(expect = FORBIDDEN, desc = "The bit without its span.")
  public static class InUseBit extends Scenario {
    /** Publishes pages 8 to 11 and then the bit. */
    @Actor
    public void maker() {
      map.markInUse(publish(8, 4, SpanAllocType.HEAP));
    }

    /** Looks for the bit, then for the span. */
    @Actor
    public void sweeper(III_Result r) {
      if (map.isInUse(8)) {
        r.r1 = 1;
        Span span = map.find(8);
        r.r2 = span == null ? -1 : span.npages();
        r.r3 = span == null || !span.needzero() ? 0 : 1;
      }
    }
  }

  /** A span is cut into stacks while it is looked up: who sees it cut knows the size (H3). */
  @JCStressTest
  @State
  @Outcome(id = "16, 2048", expect = ACCEPTABLE, desc = "Cut, and the size of the pieces.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Not cut yet.")
  @Outcome(expect = FORBIDDEN, desc = "Cut into pieces of no size.")
  public static class Carved extends Scenario {
    private final Span span = publish(8, 4, SpanAllocType.STACK);

    /** Cuts the span. */
    @Actor
    public void maker() {
      span.carve(2048);
    }

    /** Asks for the pieces, then for their size. */
    @Actor
    public void marker(II_Result r) {
      Span found = map.find(10);
      r.r1 = SpanWord.pieces(found.acquire());
      r.r2 = r.r1 == 0 ? 0 : found.elemSize();
    }
  }

  /** Two bits of one word are set at once (H10). */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both are set.")
  @Outcome(expect = FORBIDDEN, desc = "A bit was lost: the sweeper will not find its span.")
  public static class TwoInUseBits extends Scenario {
    private final Span one = publish(8, 4, SpanAllocType.HEAP);
    private final Span other = publish(12, 4, SpanAllocType.HEAP);

    /** Sets one. */
    @Actor
    public void maker() {
      map.markInUse(one);
    }

    /** Sets the other. */
    @Actor
    public void neighbour() {
      map.markInUse(other);
    }

    /** What is set. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = map.isInUse(8) ? 1 : 0;
      r.r2 = map.isInUse(12) ? 1 : 0;
    }
  }
}
