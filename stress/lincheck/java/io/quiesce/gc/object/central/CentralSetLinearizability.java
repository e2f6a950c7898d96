package io.quiesce.gc.object.central;

import io.quiesce.gc.object.span.ObjectMap;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.SizeClasses;
import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.phase.PhaseGate;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * The four sets of a central against four stacks: each span is popped by one thread, and those that
 * were swept in one generation are the unswept ones of the next.
 *
 * <p>Spans are named by their first pages, 0 to 2; a span is pushed by who has popped it. Each
 * scenario has more than 30,000 interleavings, of which a bounded number is run.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=CentralSetLinearizability}
 */
@ModelChecked(
    specification = CentralSetLinearizability.Stacks.class,
    obstructionFree = true,
    random = false)
@Scenario(
    before = "pushSwept(0, 0); pushSwept(1, 0)",
    threads = {"popUnswept(2)", "popUnswept(2)"},
    after = "isSwept(2)",
    exhaustive = false)
@Scenario(
    before = "pushSwept(0, 0)",
    threads = {"popUnswept(2); pushSwept(1, 2)", "popSwept(2); isSwept(2)"},
    after = "popSwept(2)",
    exhaustive = false)
@Scenario(
    before = "pushSwept(0, 0); pushSwept(1, 0); pushSwept(2, 0)",
    threads = {"popUnswept(2)", "popUnswept(2); popUnswept(2)"},
    after = "isSwept(2)",
    exhaustive = false)
@Scenario(
    before = "pushSwept(0, 2); pushSwept(1, 2)",
    threads = {"popSwept(2)", "popSwept(2); popSwept(2); pushSwept(0, 2)"},
    after = "popSwept(2); popSwept(2)",
    exhaustive = false)
public class CentralSetLinearizability {
  private static final int SPANS = 3;
  private static final int SIZE_CLASS = 31;

  private final MCentral central;
  private final ObjectSpan[] spans = new ObjectSpan[SPANS];

  /** Three spans with free objects, in no set. */
  public CentralSetLinearizability() {
    PageHeap heap = new PageHeap(HeapConfig.tiny(0), new PhaseGate(0));
    ObjectMap map = new ObjectMap(heap.config().maxPages());
    central = new MCentral(heap, map, new SpanSet.Links(heap));
    heap.spans().prepare(0, SPANS);
    for (int page = 0; page < SPANS; page++) {
      Span span = new Span(HeapAddress.of(page), 1, SizeClasses.spanClass(SIZE_CLASS, true), false);
      span.publish(SpanAllocType.HEAP);
      heap.spans().set(span);
      spans[page] = new ObjectSpan(span, 0);
      map.put(spans[page]);
    }
  }

  /** Puts a span, which is in no set, into the swept set of a generation. */
  @Operation
  public void pushSwept(int page, int sweepgen) {
    central.pushSwept(spans[page], sweepgen);
  }

  /** Takes a span that was swept in this generation; its page, or -1. */
  @Operation
  public int popSwept(int sweepgen) {
    return page(central.partialSwept(sweepgen).pop());
  }

  /** Takes a span that needs sweeping in this generation; its page, or -1. */
  @Operation
  public int popUnswept(int sweepgen) {
    return page(central.popUnswept(sweepgen));
  }

  /** Whether none needs sweeping. */
  @Operation
  public boolean isSwept(int sweepgen) {
    return central.isSwept(sweepgen);
  }

  private static int page(ObjectSpan span) {
    return span == null ? -1 : (int) span.span().firstPage();
  }

  /** The specification: the spans with free objects of both parities. */
  public static final class Stacks {
    private final Deque<Integer> even = new ArrayDeque<>();
    private final Deque<Integer> odd = new ArrayDeque<>();

    private Deque<Integer> of(int sweepgen) {
      return sweepgen / 2 % 2 == 0 ? even : odd;
    }

    /** See the subject. */
    public void pushSwept(int page, int sweepgen) {
      of(sweepgen).push(page);
    }

    /** See the subject. */
    public int popSwept(int sweepgen) {
      return of(sweepgen).isEmpty() ? -1 : of(sweepgen).pop();
    }

    /** See the subject. */
    public int popUnswept(int sweepgen) {
      return popSwept(sweepgen + 2);
    }

    /** See the subject. */
    public boolean isSwept(int sweepgen) {
      return of(sweepgen + 2).isEmpty();
    }
  }
}
