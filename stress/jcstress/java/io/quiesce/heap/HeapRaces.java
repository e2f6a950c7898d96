package io.quiesce.heap;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.heap.page.PageAudit;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanStateException;
import io.quiesce.phase.ExecutionContext;
import io.quiesce.phase.PhaseException;
import io.quiesce.phase.PhaseGate;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Birth and death of spans on one heap: each page has one span (H1), each span one death (H5),
 * nothing dies in a cycle (H4), and the figures agree with the bitmap at the end (AC2, AC7).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=HeapRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class HeapRaces {
  private HeapRaces() {}

  private static final class Caller extends ExecutionContext {
    Caller(int pid) {
      setPid(pid);
      enterSystemStack();
    }
  }

  /** The smallest heap, with two Ps. */
  static class Scenario {
    static final int ALL = 512;
    final PhaseGate gate = new PhaseGate(2);
    final PageHeap heap = new PageHeap(HeapConfig.tiny(2), gate);
    final ExecutionContext p0 = new Caller(0);
    final ExecutionContext p1 = new Caller(1);

    final Span make(ExecutionContext ctx, int npages) {
      return heap.allocManual(ctx, npages, SpanAllocType.STACK);
    }

    /** 1 if this caller freed it, 0 if it was freed already, -1 if the phase forbade it. */
    final int free(ExecutionContext ctx, Span span) {
      try {
        heap.freeManual(ctx, span, SpanAllocType.STACK);
        return 1;
      } catch (SpanStateException e) {
        return 0;
      } catch (PhaseException e) {
        return -1;
      }
    }

    /** Pages in use by the figures, or -1 if figures and bitmap disagree. */
    final int inUse() {
      heap.flushPageCache(p0, 0);
      heap.flushPageCache(p0, 1);
      PageAudit audit = new PageAudit(heap.pages());
      long used = heap.snapshot().check().stacksInuse() / 8192;
      boolean agree =
          audit.violations().isEmpty() && audit.mappedPages() - audit.freePages() == used;
      return agree ? (int) used : -1;
    }
  }

  /** The heap has room for one of two large spans, once it has grown. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0, 400", "0, 1, 400"},
      expect = ACCEPTABLE,
      desc = "One of them.")
  @Outcome(expect = FORBIDDEN, desc = "Both, neither, or growth was counted wrongly.")
  public static class GrowForOne extends Scenario {
    /** Takes 400 of 512 pages. */
    @Actor
    public void left(III_Result r) {
      r.r1 = make(p0, 400) == null ? 0 : 1;
    }

    /** Takes 400 of 512 pages. */
    @Actor
    public void right(III_Result r) {
      r.r2 = make(p1, 400) == null ? 0 : 1;
    }

    /** Pages in use. */
    @Arbiter
    public void audit(III_Result r) {
      r.r3 = inUse();
    }
  }

  /** Two Ps make small spans from their page caches at once. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1, 8", expect = ACCEPTABLE, desc = "Both, apart.")
  @Outcome(expect = FORBIDDEN, desc = "A page with two spans, or wrong figures.")
  public static class TwoSmall extends Scenario {
    private Span first;
    private Span second;

    /** Takes four pages. */
    @Actor
    public void left() {
      first = make(p0, 4);
    }

    /** Takes four pages. */
    @Actor
    public void right() {
      second = make(p1, 4);
    }

    /** Whether they are apart, whether the map knows both, pages in use. */
    @Arbiter
    public void audit(III_Result r) {
      r.r1 = Math.abs(first.firstPage() - second.firstPage()) >= 4 ? 1 : 0;
      r.r2 =
          heap.spanOf(first.base() + 9000) == first && heap.spanOf(second.base() + 30000) == second
              ? 1
              : 0;
      r.r3 = inUse();
    }
  }

  /** The same span is freed twice at once. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0, 0", "0, 1, 0"},
      expect = ACCEPTABLE,
      desc = "One free; one error.")
  @Outcome(id = "1, 1, .*", expect = FORBIDDEN, desc = "Freed twice.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or wrong figures.")
  public static class DoubleFree extends Scenario {
    private final Span span = make(p0, 20);

    /** Frees. */
    @Actor
    public void left(III_Result r) {
      r.r1 = free(p0, span);
    }

    /** Frees. */
    @Actor
    public void right(III_Result r) {
      r.r2 = free(p1, span);
    }

    /** Pages in use. */
    @Arbiter
    public void audit(III_Result r) {
      r.r3 = inUse();
    }
  }

  /** The only room goes from a dying span to a new one; the map must know the new one. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Too early for the new one.")
  @Outcome(id = "1, 1, 512", expect = ACCEPTABLE, desc = "Freed, then made.")
  @Outcome(expect = FORBIDDEN, desc = "Two live spans on a page, or a live one unknown.")
  public static class FreeVersusMake extends Scenario {
    private final Span old = make(p0, ALL);
    private Span fresh;

    /** Frees. */
    @Actor
    public void freer(III_Result r) {
      r.r1 = free(p0, old);
    }

    /** Makes. */
    @Actor
    public void maker(III_Result r) {
      fresh = make(p1, ALL);
      r.r2 = fresh == null ? 0 : heap.spanOf(fresh.base() + 100_000) == fresh ? 1 : -1;
    }

    /** Pages in use. */
    @Arbiter
    public void audit(III_Result r) {
      r.r3 = inUse();
    }
  }

  /** A free against the start of a cycle: with the phase, or not at all (H4). */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Freed before the cycle, which sees it.")
  @Outcome(id = "-1, 20, 20", expect = ACCEPTABLE, desc = "Refused; the span lives.")
  @Outcome(expect = FORBIDDEN, desc = "Freed inside the cycle.")
  public static class FreeVersusCycle extends Scenario {
    private final Span span = make(p0, 20);

    /** Frees. */
    @Actor
    public void freer(III_Result r) {
      r.r1 = free(p0, span);
    }

    /** Starts a cycle and reads the figures in it. */
    @Actor
    public void collector(III_Result r) {
      gate.startMark();
      r.r2 = (int) (heap.snapshot().stacksInuse() / 8192);
    }

    /** Pages in use. */
    @Arbiter
    public void audit(III_Result r) {
      r.r3 = inUse();
    }
  }
}
