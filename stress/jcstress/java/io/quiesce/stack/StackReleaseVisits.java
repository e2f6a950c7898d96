package io.quiesce.stack;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.sched.RaggedBarrier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A barrier that flushes caches asks for a visit of a P whose owner is giving stacks of a full
 * cache back: the visit waits until the owner is off the system stack, so nothing uses the cache
 * between two steps of the release (S9, Y3).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=StackReleaseVisits}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class StackReleaseVisits {
  private StackReleaseVisits() {}

  /** Four stacks of 8 KiB fill a cache; one more makes it release two. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before or after the release; all go back.")
  @Outcome(expect = FORBIDDEN, desc = "A stack was lost, or given back twice.")
  public static class FlushVersusRelease extends StackScenario {
    private static final int ORDER = 2;
    private static final int SIZE = 8192;

    private final RaggedBarrier barrier = new RaggedBarrier(sched);
    private final long[] held = new long[5];

    /** P 1's cache is full, and one more stack is in use. */
    public FlushVersusRelease() {
      for (int i = 0; i < held.length; i++) {
        held[i] = stacks.stackalloc(m1, SIZE);
      }
      stacks.stackcacheClear(m1, m1.p());
      for (int i = 1; i < held.length; i++) {
        stacks.stackfree(m1, held[i], SIZE);
      }
    }

    /** Flushes the caches of all Ps. */
    @Actor
    public void flusher() {
      barrier.forEachP(m0, (m, p) -> stacks.stackcacheClear(m, p, ORDER));
    }

    /** Frees into a full cache, then goes where it can be visited. */
    @Actor
    public void freer() {
      stacks.stackfree(m1, held[0], SIZE);
      m1.leaveSystemStack();
      m1.safePoint();
      m1.releasep();
    }

    /** Stacks in the cache of P 0; spans in use after all was given back. */
    @Arbiter
    public void audit(II_Result r) {
      m1.acquirep(sched.p(1));
      m1.enterSystemStack();
      r.r1 = stacks.cachedStacks(0, ORDER).length;
      r.r2 = spansInUse();
    }
  }
}
