package io.quiesce.gc.object;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.gc.object.span.ObjectSpan;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One P sweeps a span while the other one finishes the sweep and starts to mark: by then every span
 * is swept (I3).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=SweepVersusStart}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Marking starts when all spans are swept.")
@Outcome(expect = FORBIDDEN, desc = "A span that somebody had still to sweep was marked in.")
public class SweepVersusStart extends SweepRaces.Scenario {
  private final ObjectSpan span = heap.map().find(heap.mallocgc(m0, ALONE));

  /** One object alone, which is marked. */
  public SweepVersusStart() {
    startSweep(new long[] {span.base()}, 1);
  }

  private int unswept() {
    return span.sweepgen() == heap.sweeper().sweepgen() ? 0 : 1;
  }

  /** Sweeps one. */
  @Actor
  public void sweeper() {
    heap.sweeper().sweepone(m1);
  }

  /** Finishes the sweep and starts to mark. */
  @Actor
  public void collector(II_Result r) {
    heap.sweeper().finish(m0);
    gate.startMark();
    r.r1 = unswept();
  }

  /** Spans that nobody swept. */
  @Arbiter
  public void audit(II_Result r) {
    r.r2 = unswept();
  }
}
