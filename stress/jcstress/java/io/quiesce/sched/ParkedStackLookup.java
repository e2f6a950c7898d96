package io.quiesce.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A goroutine gets a stack in a new span and parks; whoever then takes its scan bit finds the new
 * stack and the span around it (H2, G7).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=ParkedStackLookup}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
@JCStressTest
@State
@Outcome(id = "4, 8", expect = ACCEPTABLE, desc = "The new stack, in its span of 4 pages.")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "It has not parked yet.")
@Outcome(expect = FORBIDDEN, desc = "A stack of the past, or one without a span around it.")
public class ParkedStackLookup {
  private final SpanMap map = new SpanMap(512, 512);
  private final G g = new G(1);

  /** A running goroutine with a stack of one page. */
  public ParkedStackLookup() {
    map.prepare(0, 512);
    moveTo(1, 1);
    g.cas(g.status(), GStatus.RUNNABLE);
    g.cas(GStatus.RUNNABLE, GStatus.RUNNING);
  }

  private void moveTo(long page, int npages) {
    Span span = new Span(HeapAddress.of(page), npages, Span.NO_CLASS, true);
    span.publish(SpanAllocType.STACK);
    map.set(span);
    g.stack().install(span.base(), span.limit(), span.base());
  }

  /** Moves to pages 8 to 11, then parks. */
  @Actor
  public void goroutine() {
    moveTo(8, 4);
    g.cas(GStatus.RUNNING, GStatus.WAITING);
  }

  /** Takes the scan bit and looks the stack up. */
  @Actor
  public void scanner(II_Result r) {
    if (g.tryScan(GStatus.WAITING)) {
      r.r2 = (int) HeapAddress.page(g.stack().lo());
      Span span = map.find(r.r2);
      r.r1 = span == null ? -1 : span.npages();
      g.endScan();
    }
  }
}
