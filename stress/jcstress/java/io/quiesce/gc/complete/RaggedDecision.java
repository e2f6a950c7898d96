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
 * One decision of {@link RaggedBarrierCompletion} against what a P does meanwhile; each part of the
 * protocol has a scenario that needs it. r1: completions. r2: how often the world was stopped in
 * vain, which must not happen where barriers shade at once.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=RaggedDecision}
 */
@SuppressWarnings("this-escape") // a state is its own source of work; jcstress hands it out later
public final class RaggedDecision {
  private RaggedDecision() {}

  static class Ragged extends MarkScenario {
    final RaggedBarrierCompletion ragged = new RaggedBarrierCompletion(sched, this, this);

    /** Decides on P 0, then gives it up. */
    final void decide() {
      ragged.markDone(m0);
      m0.releasep();
    }

    final void report(II_Result r) {
      r.r1 = completed;
      r.r2 = ragged.restarts();
    }
  }

  /**
   * X is on the full list until P 1, perhaps after its visit, takes it to its cache: the look must
   * come before the visits (12.5).
   */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "X is grey still: not over.")
  @Outcome(expect = FORBIDDEN, desc = "Over with X grey, or stopped in vain.")
  public static class TakeVersusVisit extends Ragged {
    /** X can be taken. */
    public TakeVersusVisit() {
      start(ragged, X);
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Takes X, and leaves without having scanned it. */
    @Actor
    public void assist() {
      m1.safePoint();
      if (ragged.tryEnter(m1)) {
        takeToCache(m1);
        ragged.leave(m1);
      }
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }

  /** P 1 makes X visible before its visit: only the flag tells (W8, C5). */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "X is grey still: not over.")
  @Outcome(expect = FORBIDDEN, desc = "Over with X grey, or stopped in vain.")
  public static class FlushVersusVisit extends Ragged {
    /** X is in the cache of P 1. */
    public FlushVersusVisit() {
      start(ragged, X);
      full.set(0);
      grey1 = X;
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Flushes its cache, then gives the P up. */
    @Actor
    public void mutator() {
      m1.systemstack(() -> flush(m1, m1.p()));
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }

  /** P 1 becomes idle with X in its cache: only the visit of an idle P finds it (12.3 a). */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "X is grey still: not over.")
  @Outcome(expect = FORBIDDEN, desc = "Over with X grey, or stopped in vain.")
  public static class IdleVersusVisit extends Ragged {
    /** X is in the cache of P 1. */
    public IdleVersusVisit() {
      start(ragged, X);
      full.set(0);
      grey1 = X;
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Gives the P up. */
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
   * Both write barriers delay the shading of X: P 0 has recorded it, P 1 records it too and
   * overflows after its visit (golang.org/issue/27993). Only the look with the world stopped finds
   * it.
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "X is grey still: not over.")
  @Outcome(expect = FORBIDDEN, desc = "Over with X grey.")
  public static class DelayedBarrier extends Ragged {
    /** X is white, P 0 has recorded it. */
    public DelayedBarrier() {
      start(ragged, 0);
      recorded0 = X;
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Records X too, and overflows. */
    @Actor
    public void mutator() {
      m1.safePoint();
      recorded1 = X;
      flushBarrier(m1.p());
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }

  /** Two candidates: one completes, the other leaves it to the first (C3, C6). */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Completed by one of them.")
  @Outcome(expect = FORBIDDEN, desc = "Completed twice, or never.")
  public static class TwoDeciders extends Ragged {
    /** No work is left. */
    public TwoDeciders() {
      start(ragged, 0);
    }

    /** Decides. */
    @Actor
    public void left() {
      decide();
    }

    /** Decides. */
    @Actor
    public void right() {
      ragged.markDone(m1);
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }

  /**
   * The last participant leaves while somebody decides that it has not left: it must not be lost
   * (C7).
   */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Completed by one of them.")
  @Outcome(expect = FORBIDDEN, desc = "Completed twice, or never.")
  public static class LateCandidate extends Ragged {
    /** M 1 takes part; no work is left. */
    public LateCandidate() {
      start(ragged, 0);
      ragged.tryEnter(m1);
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Leaves, and decides if told to. */
    @Actor
    public void last() {
      if (ragged.leave(m1)) {
        ragged.markDone(m1);
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
