package io.quiesce.stack.segmented;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The plain fields of a goroutine go with its status: who takes it, or finds it at rest, sees the
 * segment that its last owner left (E9).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=SegmentedHandOver}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class SegmentedHandOver {
  private SegmentedHandOver() {}

  static final int SIZE = 4096;

  /** A running goroutine whose first segment starts at 1 x {@link #SIZE}. */
  static class Scenario {
    final SegmentedG gp = new SegmentedG(1);

    Scenario() {
      setSegment(1);
      gp.requireStatus("stress", GStatus.IDLE, GStatus.RUNNING);
    }

    final void setSegment(int place) {
      gp.setFirstSegment((long) place * SIZE, (place + 1L) * SIZE);
    }

    /** The place of the top segment; 0 or less if half of it is of the past. */
    final int place() {
      return gp.segmentSize() == SIZE ? (int) (gp.lo() / SIZE) : 0;
    }

    /** Moves to place 2 and rests. */
    final void moveAndRest() {
      setSegment(2);
      gp.requireStatus("park", GStatus.RUNNING, GStatus.WAITING);
    }
  }

  /** From the M that ran it to the one that shrinks it, and back. */
  @JCStressTest
  @State
  @Outcome(id = "2, 3", expect = ACCEPTABLE, desc = "Taken twice, each time as it was left.")
  @Outcome(id = "2, -1", expect = ACCEPTABLE, desc = "Taken by the shrinker; the runner was early.")
  @Outcome(id = "-1, 2", expect = ACCEPTABLE, desc = "The shrinker was early or late.")
  @Outcome(expect = FORBIDDEN, desc = "A segment of the past (E9).")
  public static class TakenInTurn extends Scenario {
    /** Moves, rests, goes on. */
    @Actor
    public void runner(II_Result r) {
      moveAndRest();
      r.r2 = gp.tryStatus(GStatus.WAITING, GStatus.RUNNING) ? place() : -1;
    }

    /** Moves it once more while it rests. */
    @Actor
    public void shrinker(II_Result r) {
      r.r1 = -1;
      if (gp.tryStatus(GStatus.WAITING, GStatus.COPYSTACK)) {
        r.r1 = place();
        setSegment(3);
        gp.requireStatus("shrink", GStatus.COPYSTACK, GStatus.WAITING);
      }
    }
  }

  /** Whoever finds it waiting, while nobody else may take it, sees where it rests. */
  @JCStressTest
  @State
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "It rests where it moved to.")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "It has not rested yet.")
  @Outcome(expect = FORBIDDEN, desc = "It rests, with a segment of the past (E9).")
  public static class FoundAtRest extends Scenario {
    /** Moves and rests. */
    @Actor
    public void runner() {
      moveAndRest();
    }

    /** Looks. */
    @Actor
    public void finder(I_Result r) {
      r.r1 = gp.status() == GStatus.WAITING ? place() : -1;
    }
  }
}
