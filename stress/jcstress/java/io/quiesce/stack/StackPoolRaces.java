package io.quiesce.stack;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * One pool span of two 16 KiB stacks, used by two Ms to full and to empty: each stack has one user
 * (S1), a span with a free stack is found (S3), and an empty one dies once, or waits for the end of
 * the cycle (S6, S8, S12).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=StackPoolRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class StackPoolRaces {
  private StackPoolRaces() {}

  static final int SIZE = 16384;

  /** Both Ms go straight to the pool. */
  static class Scenario extends StackScenario {
    Scenario() {
      withoutCache(m0);
      withoutCache(m1);
    }
  }

  /** The last stack of the span is taken by one, the other gets a new span. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "Three stacks in two spans; all go back.")
  @Outcome(expect = FORBIDDEN, desc = "A stack with two users, a span too many, or one lost.")
  public static class ToFull extends Scenario {
    private final long held = stacks.stackalloc(m0, SIZE);
    private long left;
    private long right;

    /** Takes. */
    @Actor
    public void left() {
      left = stacks.stackalloc(m0, SIZE);
    }

    /** Takes. */
    @Actor
    public void right() {
      right = stacks.stackalloc(m1, SIZE);
    }

    /** Whether they are apart, the spans in use, and the spans after all was given back. */
    @Arbiter
    public void audit(III_Result r) {
      r.r1 = apart(left, right, SIZE) & apart(left, held, SIZE) & apart(right, held, SIZE);
      r.r2 = spansInUse();
      stacks.stackfree(m0, left, SIZE);
      stacks.stackfree(m1, right, SIZE);
      stacks.stackfree(m1, held, SIZE);
      r.r3 = spansInUse();
    }
  }

  /** The last two stacks come back: the span is freed once. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Freed, and the list is empty.")
  @Outcome(expect = FORBIDDEN, desc = "The span is stranded.")
  public static class ToEmpty extends Scenario {
    private final long one = stacks.stackalloc(m0, SIZE);
    private final long other = stacks.stackalloc(m0, SIZE);

    /** Gives back. */
    @Actor
    public void left() {
      stacks.stackfree(m0, one, SIZE);
    }

    /** Gives back. */
    @Actor
    public void right() {
      stacks.stackfree(m1, other, SIZE);
    }

    /** Spans in use and listed. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = spansInUse();
      r.r2 = stacks.poolSpans(3).size();
    }
  }

  /** A full span becomes not full while somebody takes: it must stay findable (S3). */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The stack that came back was taken again.")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "Too early; a new span, the old one is listed.")
  @Outcome(expect = FORBIDDEN, desc = "A span with a free stack is not found, or listed twice.")
  public static class FullToNotFull extends Scenario {
    private final long one = stacks.stackalloc(m0, SIZE);
    private final long other = stacks.stackalloc(m0, SIZE);
    private long taken;

    /** Gives one back. */
    @Actor
    public void giver() {
      stacks.stackfree(m0, one, SIZE);
    }

    /** Takes one. */
    @Actor
    public void taker() {
      taken = stacks.stackalloc(m1, SIZE);
    }

    /** Spans in use; 1 if they can be used up before a new span is needed. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = spansInUse();
      int free = 2 * r.r1 - 2;
      for (int i = 0; i < free; i++) {
        stacks.stackalloc(m0, SIZE);
      }
      r.r2 = spansInUse() == r.r1 && apart(taken, other, SIZE) == 1 ? 1 : 0;
    }
  }

  /** The span becomes empty while somebody takes from it. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Taken from the old span or from a new one.")
  @Outcome(expect = FORBIDDEN, desc = "Taken from a dead span, or a span is stranded.")
  public static class EmptyVersusTake extends Scenario {
    private final long one = stacks.stackalloc(m0, SIZE);
    private long taken;

    /** Gives the only one back. */
    @Actor
    public void giver() {
      stacks.stackfree(m0, one, SIZE);
    }

    /** Takes one. */
    @Actor
    public void taker() {
      taken = stacks.stackalloc(m1, SIZE);
    }

    /** Spans in use, before and after the last one came back. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = spansInUse();
      stacks.stackfree(m1, taken, SIZE);
      r.r2 = spansInUse();
    }
  }

  /** The last stack comes back while the cycle ends (S8): somebody frees the span. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "Freed by one or the other.")
  @Outcome(expect = FORBIDDEN, desc = "Stranded until the end of the next cycle.")
  public static class EmptyVersusEndOfCycle extends Scenario {
    private final long one = stacks.stackalloc(m0, SIZE);

    /** A cycle is about to end. */
    public EmptyVersusEndOfCycle() {
      startTermination();
    }

    /** Gives the only one back. */
    @Actor
    public void giver() {
      stacks.stackfree(m0, one, SIZE);
    }

    /** Ends the cycle. */
    @Actor
    public void collector() {
      gate.finish();
      stacks.freeStackSpans(m1);
    }

    /** Spans in use. */
    @Arbiter
    public void audit(I_Result r) {
      r.r1 = spansInUse();
    }
  }

  /** The last stack comes back while a cycle starts: freed before it, or kept for its end. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "1, 1"},
      expect = ACCEPTABLE,
      desc = "Freed before, or kept.")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "Freed inside the cycle.")
  public static class EmptyVersusStartOfCycle extends Scenario {
    private final long one = stacks.stackalloc(m0, SIZE);

    /** Gives the only one back. */
    @Actor
    public void giver() {
      stacks.stackfree(m0, one, SIZE);
    }

    /** Starts a cycle and reads the figures in it. */
    @Actor
    public void collector(II_Result r) {
      gate.startMark();
      r.r1 = (int) (heap.snapshot().stacksInuse() / POOL_SPAN);
    }

    /** Spans in use, still in the cycle. */
    @Arbiter
    public void audit(II_Result r) {
      r.r2 = spansInUse();
    }
  }
}
