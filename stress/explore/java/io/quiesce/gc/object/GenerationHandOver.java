package io.quiesce.gc.object;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.gc.object.span.ObjectSpan;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Whoever sees a new sweep generation, without having seen the world stop for it, sees what the
 * sweep goes by: the marks of the cycle before (I2 of Sweeper), and the place where it begins (I1).
 */
@SuppressWarnings("this-escape") // states are prepared by their own methods
public final class GenerationHandOver {
  private GenerationHandOver() {}

  /** One object alone in a swept span; the last sweep has come to its end. */
  static class Scenario extends SweepRaces.Scenario {
    final ObjectSpan span = heap.map().find(heap.mallocgc(m0, ALONE));

    Scenario() {
      m0.systemstack(() -> heap.flush(m0, m0.p()));
      long unused = heap.sweeper().finish(m0);
    }

    /** Marks the object and starts the next sweep. */
    final void markAndStart() {
      boolean unused = span.tryMark(0);
      m0.systemstack(() -> heap.sweeper().start(m0));
    }
  }

  /** A mark, and a look at it in the new generation. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "The old generation.")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "The new one, and the mark.")
  @Outcome(expect = FORBIDDEN, desc = "Without the mark a sweep frees a living object (I2).")
  public static class Marks extends Scenario {
    /** Starts. */
    @Actor
    public void starter() {
      markAndStart();
    }

    /** Looks. */
    @Actor
    public void sweeper(II_Result r) {
      r.r1 = heap.sweeper().sweepgen();
      r.r2 = span.isMarked(0) ? 1 : 0;
    }
  }

  /** The cursor goes back to the first central. */
  @JCStressTest
  @State
  @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "The old generation, in which all is swept.")
  @Outcome(
      id = {"0, 0", "2, 0"},
      expect = ACCEPTABLE,
      desc = "The new one: swept, and the marked object lives.")
  @Outcome(id = "2, -1", expect = FORBIDDEN, desc = "Nothing to sweep in the new generation (I1).")
  @Outcome(expect = FORBIDDEN, desc = "A marked object was freed (I2).")
  public static class Cursor extends Scenario {
    /** Starts. */
    @Actor
    public void starter() {
      markAndStart();
    }

    /** Sees the generation, then sweeps; how many pages were freed. */
    @Actor
    public void sweeper(II_Result r) {
      r.r1 = heap.sweeper().sweepgen();
      r.r2 = (int) heap.sweeper().sweepone(m1);
    }
  }
}
