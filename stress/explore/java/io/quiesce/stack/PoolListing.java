package io.quiesce.stack;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Whoever takes a span off the pool's list, or puts it there, looks at its word once more: what
 * came back in between is found by others, and dies with the cycle (S3, S8).
 */
public final class PoolListing {
  private PoolListing() {}

  static final int SIZE = 16384;

  /** Both Ms go straight to the pool. */
  static class Scenario extends StackScenario {
    Scenario() {
      withoutCache(m0);
      withoutCache(m1);
    }
  }

  /** The last free stack is taken, so its span leaves the list, while the other one comes back. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The next stack comes from the same span.")
  @Outcome(id = "2", expect = FORBIDDEN, desc = "A span with a free stack is not found (S3).")
  public static class LeavesTheList extends Scenario {
    private final long one = stacks.stackalloc(m0, SIZE);

    /** Gives one back. */
    @Actor
    public void giver() {
      stacks.stackfree(m0, one, SIZE);
    }

    /** Takes the other. */
    @Actor
    public void taker() {
      stacks.stackalloc(m1, SIZE);
    }

    /** Spans in use when one more stack was needed. */
    @Arbiter
    public void audit(I_Result r) {
      stacks.stackalloc(m0, SIZE);
      r.r1 = spansInUse();
    }
  }

  /**
   * Both stacks of a full span come back while a cycle ends: the giver of the first has yet to list
   * the span when the end of the cycle looks for spans to free.
   */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "Freed by one or the other.")
  @Outcome(id = "1", expect = FORBIDDEN, desc = "Stranded until the end of the next cycle (S8).")
  public static class ListedLate extends Scenario {
    private final long one = stacks.stackalloc(m0, SIZE);
    private final long other = stacks.stackalloc(m0, SIZE);

    /** A cycle is about to end. */
    public ListedLate() {
      startTermination();
    }

    /** Gives one back. */
    @Actor
    public void giver() {
      stacks.stackfree(m0, one, SIZE);
    }

    /** Gives the other back and ends the cycle. */
    @Actor
    public void collector() {
      stacks.stackfree(m1, other, SIZE);
      gate.finish();
      stacks.freePoolSpans(m1, 3);
    }

    /** Spans in use. */
    @Arbiter
    public void audit(I_Result r) {
      r.r1 = spansInUse();
    }
  }
}
