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
 * A span is listed above another one, and removed from the top by an M that did not list it: what
 * is below stays on the list (S3).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=StackPoolDepth}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class StackPoolDepth {
  private StackPoolDepth() {}

  private static final int SIZE = 16384;
  private static final int ORDER = 3;

  /** A listed span with one free stack, and a full span; both Ms go straight to the pool. */
  static class Scenario extends StackScenario {
    private final long[] below = new long[2];
    final long[] above = new long[2];

    Scenario() {
      withoutCache(m0);
      withoutCache(m1);
      fill(below);
      fill(above);
      prepareTop();
      stacks.stackfree(m0, below[0], SIZE);
    }

    final void fill(long[] span) {
      for (int i = 0; i < span.length; i++) {
        span[i] = stacks.stackalloc(m0, SIZE);
      }
    }

    /** More spans, to be made before the lower one is listed. */
    void prepareTop() {}
  }

  /** The full span is listed on top, and its stack taken again, which removes it from there. */
  @JCStressTest
  @State
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "One stack of each span was taken.")
  @Outcome(id = "3", expect = FORBIDDEN, desc = "The span below is not found (S3).")
  public static class FullOnTop extends Scenario {
    /** Gives a stack of the full span back. */
    @Actor
    public void giver() {
      stacks.stackfree(m0, above[0], SIZE);
    }

    /** Takes a stack. */
    @Actor
    public void taker() {
      stacks.stackalloc(m1, SIZE);
    }

    /** Spans in use when all their stacks are. */
    @Arbiter
    public void audit(I_Result r) {
      stacks.stackalloc(m0, SIZE);
      r.r1 = spansInUse();
    }
  }

  /**
   * Both stacks of the full span come back; it is listed late, on top and dead, when another M
   * removes dead spans from the top, where there is one already.
   */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The lower span gives its stack.")
  @Outcome(id = "2", expect = FORBIDDEN, desc = "The span below is not found (S3).")
  public static class DeadOnTop extends Scenario {
    private long[] dead;

    @Override
    void prepareTop() {
      dead = new long[2];
      fill(dead);
    }

    /** The third span dies on the list. */
    public DeadOnTop() {
      stacks.stackfree(m0, dead[0], SIZE);
      stacks.stackfree(m0, dead[1], SIZE);
    }

    /** Gives one back. */
    @Actor
    public void giver() {
      stacks.stackfree(m0, above[0], SIZE);
    }

    /** Gives the other back and removes dead spans. */
    @Actor
    public void remover() {
      stacks.stackfree(m1, above[1], SIZE);
      stacks.freePoolSpans(m1, ORDER);
    }

    /** Spans in use when one more stack was needed. */
    @Arbiter
    public void audit(I_Result r) {
      stacks.stackalloc(m0, SIZE);
      r.r1 = spansInUse();
    }
  }
}
