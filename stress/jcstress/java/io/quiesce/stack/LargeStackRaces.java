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
 * Large stacks freed during a cycle wait on a list (S7): each is used again or freed once, and none
 * stays when the cycle is over (S8, S12).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=LargeStackRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class LargeStackRaces {
  private LargeStackRaces() {}

  static final int SIZE = 32768;

  /** A deferral while the cycle ends. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "Freed by one or the other.")
  @Outcome(expect = FORBIDDEN, desc = "Stranded until the end of the next cycle.")
  public static class DeferVersusEndOfCycle extends StackScenario {
    private final long one = stacks.stackalloc(m0, SIZE);

    /** A cycle is about to end. */
    public DeferVersusEndOfCycle() {
      startTermination();
    }

    /** Frees. */
    @Actor
    public void freer() {
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

  /** A free while a cycle starts. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "1, 1"},
      expect = ACCEPTABLE,
      desc = "Freed before, or kept.")
  @Outcome(expect = FORBIDDEN, desc = "Freed inside the cycle.")
  public static class FreeVersusStartOfCycle extends StackScenario {
    private final long one = stacks.stackalloc(m0, SIZE);

    /** Frees. */
    @Actor
    public void freer() {
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

  /** Two take from a list of one: the other gets a new span. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "One each.")
  @Outcome(expect = FORBIDDEN, desc = "A stack with two users, or a span too many.")
  public static class TakeVersusTake extends StackScenario {
    private long left;
    private long right;

    /** One stack waits on the list. */
    public TakeVersusTake() {
      long one = stacks.stackalloc(m0, SIZE);
      gate.startMark();
      stacks.stackfree(m0, one, SIZE);
    }

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

    /** Whether they are apart; spans in use. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = apart(left, right, SIZE);
      r.r2 = spansInUse();
    }
  }

  /** A take from the list against the free-all at the end of the cycle. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Taken from the list.")
  @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "Freed; a new span was taken.")
  @Outcome(expect = FORBIDDEN, desc = "Freed while in use, or stranded.")
  public static class TakeVersusFreeAll extends StackScenario {
    private long taken;

    /** The cycle is over, its deferred stack not freed yet. */
    public TakeVersusFreeAll() {
      long one = stacks.stackalloc(m0, SIZE);
      startTermination();
      stacks.stackfree(m0, one, SIZE);
      gate.finish();
    }

    /** Takes. */
    @Actor
    public void taker() {
      taken = stacks.stackalloc(m0, SIZE);
    }

    /** Frees all. */
    @Actor
    public void collector(III_Result r) {
      r.r2 = stacks.freeStackSpans(m1).large();
    }

    /** Spans in use, before and after the taken one came back. */
    @Arbiter
    public void audit(III_Result r) {
      r.r1 = spansInUse();
      stacks.stackfree(m0, taken, SIZE);
      r.r3 = spansInUse();
    }
  }

  /** Take, take and put back while a third party takes: ABA on the list's head. */
  @JCStressTest
  @State
  @Outcome(id = "1, 3", expect = ACCEPTABLE, desc = "Three spans, each in one place.")
  @Outcome(expect = FORBIDDEN, desc = "A span with two users, or lost.")
  public static class Aba extends StackScenario {
    private long late;
    private long kept;

    /** Three stacks wait on the list. */
    public Aba() {
      long one = stacks.stackalloc(m0, SIZE);
      long two = stacks.stackalloc(m0, SIZE);
      long three = stacks.stackalloc(m0, SIZE);
      gate.startMark();
      stacks.stackfree(m0, one, SIZE);
      stacks.stackfree(m0, two, SIZE);
      stacks.stackfree(m0, three, SIZE);
    }

    /** Takes one, perhaps late. */
    @Actor
    public void lateTaker() {
      late = stacks.stackalloc(m0, SIZE);
    }

    /** Takes two and puts the first back. */
    @Actor
    public void recycler() {
      long first = stacks.stackalloc(m1, SIZE);
      kept = stacks.stackalloc(m1, SIZE);
      stacks.stackfree(m1, first, SIZE);
    }

    /** Whether the two in use and the one on the list are apart; spans in use. */
    @Arbiter
    public void audit(II_Result r) {
      long rest = stacks.stackalloc(m0, SIZE);
      r.r1 = apart(late, kept, SIZE) & apart(late, rest, SIZE) & apart(kept, rest, SIZE);
      r.r2 = spansInUse();
    }
  }
}
