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
 * Parts of {@link RaggedBarrierCompletion} that {@link RaggedDecision} leaves open: each scenario
 * is the whole decision of the production class against one other P, and small enough to visit
 * every execution. r1: completions. r2: how often the world was stopped in vain.
 */
@SuppressWarnings(
    "this-escape") // a state is its own source of work; the explorer hands it out later
public final class RaggedParts {
  private RaggedParts() {}

  /**
   * P 1 made X visible, and X has been scanned: its flag is the only trace. The decider must look
   * again by itself, for no other candidate will come (C7).
   */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Completed in the second round.")
  @Outcome(expect = FORBIDDEN, desc = "Never, or stopped in vain.")
  public static class FlagOfFormerWork extends RaggedDecision.Ragged {
    /** No work is left, but the flag of P 1. */
    public FlagOfFormerWork() {
      start(ragged, X);
      full.set(0);
      flushed1 = true;
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Gives its P up. */
    @Actor
    public void mutator() {
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }

  /**
   * As {@link RaggedDecision.DelayedBarrier}, but P 1 also makes X visible before it is stopped: no
   * P holds anything then, and only the look at the full list with the world stopped finds X.
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "X is grey still: not over.")
  @Outcome(expect = FORBIDDEN, desc = "Over with X grey.")
  public static class DelayedAndFlushed extends RaggedDecision.Ragged {
    /** X is white, P 0 has recorded it. */
    public DelayedAndFlushed() {
      start(ragged, 0);
      recorded0 = X;
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Records X too, overflows, and makes it visible. */
    @Actor
    public void mutator() {
      m1.safePoint();
      recorded1 = X;
      m1.systemstack(() -> flush(m1, m1.p()));
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }

  /** P 1 is idle until an M takes it and scans what it finds, there or on the full list. */
  static class Scanned extends RaggedDecision.Ragged {
    /** Takes a P and scans. */
    final void scan() {
      m1.acquireAnyP();
      drain(m1);
      m1.releasep();
    }
  }

  /**
   * An idle P holds X. The visit makes X visible, so that the world is not stopped for nothing;
   * without the flush it would be, again and again until somebody happens to run that P (12.3 a).
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "1, 0"},
      expect = ACCEPTABLE,
      desc = "X is grey still: not over; or completed.")
  @Outcome(expect = FORBIDDEN, desc = "Stopped in vain.")
  public static class ScannedInCache extends Scanned {
    /** X is in the cache of P 1. */
    public ScannedInCache() {
      start(ragged, X);
      full.set(0);
      grey1 = X;
      m1.releasep();
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Scans X. */
    @Actor
    public void scanner() {
      scan();
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }

  /** X is on the full list. The decider sees it there before it visits or stops anybody. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "1, 0"},
      expect = ACCEPTABLE,
      desc = "X is grey still: not over; or completed.")
  @Outcome(expect = FORBIDDEN, desc = "Stopped in vain.")
  public static class ScannedOnList extends Scanned {
    /** X can be taken. */
    public ScannedOnList() {
      start(ragged, X);
      m1.releasep();
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Scans X. */
    @Actor
    public void scanner() {
      scan();
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }
}
