package io.quiesce.gc.complete;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One decision of {@link TwoStepCompletion} against what a P does meanwhile; each part of the
 * protocol has a scenario that needs it. r1: completions. r2: how often the start of workers is
 * still suspended; once after the end of a cycle, which forgets it (C8).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=TwoStepDecision}
 */
@SuppressWarnings("this-escape") // a state is its own source of work; jcstress hands it out later
public final class TwoStepDecision {
  private TwoStepDecision() {}

  static class TwoStep extends MarkScenario implements WorkerStarts {
    final TwoStepCompletion twoStep = new TwoStepCompletion(sched, this, this, this);

    /** Changed under the decider and under the hold. */
    private final AtomicInteger suspended = new AtomicInteger();

    @Override
    public void suspend() {
      suspended.getAndIncrement();
    }

    @Override
    public void resume() {
      suspended.getAndDecrement();
    }

    /** Begins a cycle in mark 2, with these objects grey and on the full list. */
    final void startMark2(int grey) {
      start(twoStep, grey);
      full.set(0);
      // a flush that finds nothing would end marking at once
      grey1 = A;
      m1.releasep();
      twoStep.markDone(m0);
      m1.acquirep(sched.p(1));
      full.set(grey);
    }

    /** Decides on P 0, then gives it up. */
    final void decide() {
      twoStep.markDone(m0);
      m0.releasep();
    }

    /** Decides on P 1, then gives it up. */
    final void decideToo() {
      twoStep.markDone(m1);
      m1.releasep();
    }

    final void report(II_Result r) {
      r.r1 = completed;
      r.r2 = suspended.get();
    }
  }

  /**
   * X is in the cache of P 1 since mark 1. A participant comes and goes during the flush: only the
   * hold keeps it from ending marking, only the flush finds X.
   */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "X is grey still: not over.")
  @Outcome(expect = FORBIDDEN, desc = "Over with X grey, or workers stay away.")
  public static class FlushVersusPassing extends TwoStep {
    /** X is in the cache of P 1. */
    public FlushVersusPassing() {
      start(twoStep, X);
      full.set(0);
      grey1 = X;
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Comes and goes, and decides if told to. */
    @Actor
    public void passing() {
      if (twoStep.tryEnter(m1) && Participants.isCandidate(twoStep.participants.leave())) {
        twoStep.markDone(m1);
      }
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }

  /**
   * In mark 2 an assist takes X from the full list and leaves before it has scanned it: it must put
   * X back before it leaves, and a decider that saw the list empty must see that somebody came.
   */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "X is grey still: not over.")
  @Outcome(expect = FORBIDDEN, desc = "Over with X grey, or workers stay away.")
  public static class ShortAssist extends TwoStep {
    /** X can be taken. */
    public ShortAssist() {
      startMark2(X);
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Takes X, and leaves without having scanned it. */
    @Actor
    public void assist() {
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

  /** Two candidates in mark 1, so that one flushes while the other decides (C3, C6, C8). */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Completed by one of them.")
  @Outcome(expect = FORBIDDEN, desc = "Completed twice, or never.")
  public static class TwoDeciders extends TwoStep {
    /** No work is left. */
    public TwoDeciders() {
      start(twoStep, 0);
    }

    /** Decides. */
    @Actor
    public void left() {
      decide();
    }

    /** Decides. */
    @Actor
    public void right() {
      decideToo();
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }

  /** Two candidates in mark 2 (C3, C6). */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Completed by one of them.")
  @Outcome(expect = FORBIDDEN, desc = "Completed twice, or never.")
  public static class TwoDecidersInMark2 extends TwoStep {
    /** No work is left. */
    public TwoDecidersInMark2() {
      startMark2(0);
    }

    /** Decides. */
    @Actor
    public void left() {
      decide();
    }

    /** Decides. */
    @Actor
    public void right() {
      decideToo();
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
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Completed by one of them.")
  @Outcome(expect = FORBIDDEN, desc = "Completed twice, or never.")
  public static class LateCandidate extends TwoStep {
    /** M 1 takes part; no work is left. */
    public LateCandidate() {
      startMark2(0);
      twoStep.tryEnter(m1);
    }

    /** Decides. */
    @Actor
    public void decider() {
      decide();
    }

    /** Leaves, and decides if told to. */
    @Actor
    public void last() {
      if (twoStep.leave(m1)) {
        decideToo();
      } else {
        m1.releasep();
      }
    }

    /** The end. */
    @Arbiter
    public void audit(II_Result r) {
      report(r);
    }
  }
}
