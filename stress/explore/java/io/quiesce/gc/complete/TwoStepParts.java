package io.quiesce.gc.complete;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Parts of {@link TwoStepCompletion} that {@link TwoStepDecision} leaves open: each scenario is the
 * whole decision of the production class against one other P, and small enough to visit every
 * execution. r1: completions. r2: how often the start of workers is still suspended.
 */
@SuppressWarnings(
    "this-escape") // a state is its own source of work; the explorer hands it out later
public final class TwoStepParts {
  private TwoStepParts() {}

  /**
   * The flush makes X visible, which was in the cache of P 0. An assist whose P was visited takes
   * it, and leaves before it has scanned it: it knows that it must not keep X only if the flag was
   * set before the flush (golang.org/cl/12688).
   */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "X is grey still: not over.")
  @Outcome(expect = FORBIDDEN, desc = "Over with X grey, or workers stay away.")
  public static class FlagVersusFlush extends TwoStepDecision.TwoStep {
    /** X is in the cache of P 0. */
    public FlagVersusFlush() {
      start(twoStep, X);
      full.set(0);
      grey0 = X;
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Is visited, takes X if it is to be had, and leaves without having scanned it. */
    @Actor
    public void assist() {
      m1.safePoint();
      if (twoStep.tryEnter(m1)) {
        takeToCache(m1);
        twoStep.leave(m1);
      }
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }
}
