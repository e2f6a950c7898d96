package io.quiesce.gc.complete;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Whole cycles of {@link TwoStepCompletion} over two objects: completed once, neither early nor
 * never (C2, C3, C4, C7, C8). r1: completions. r2: objects scanned when marking was declared over,
 * as bits. r3: how often the start of workers is still suspended beyond the last time, which the
 * end of the cycle forgets.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=TwoStepMarking}
 */
@SuppressWarnings("this-escape") // a state is its own source of work; jcstress hands it out later
public final class TwoStepMarking {
  private TwoStepMarking() {}

  static class TwoStep extends MarkScenario implements WorkerStarts {
    final TwoStepCompletion twoStep = new TwoStepCompletion(sched, this, this, this);
    private int suspended;

    @Override
    public void suspend() {
      suspended++;
    }

    @Override
    public void resume() {
      suspended--;
    }

    final void report(III_Result r) {
      r.r1 = completed;
      r.r2 = scannedAtEnd;
      r.r3 = suspended - 1;
    }
  }

  /** Two workers, and one object that refers to another (12.2). */
  @JCStressTest
  @State
  @Outcome(id = "1, 3, 0", expect = ACCEPTABLE, desc = "Completed once, with all work done.")
  @Outcome(expect = FORBIDDEN, desc = "Early, twice, or never.")
  public static class TwoWorkers extends TwoStep {
    /** A is grey. */
    public TwoWorkers() {
      start(twoStep, A);
    }

    /** Works. */
    @Actor
    public void left() {
      work(m0);
      m0.releasep();
    }

    /** Works. */
    @Actor
    public void right() {
      work(m1);
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(III_Result r) {
      report(r);
    }
  }

  /** An idle P holds grey X; a worker comes late (12.3 a). */
  @JCStressTest
  @State
  @Outcome(id = "1, 3, 0", expect = ACCEPTABLE, desc = "Completed once, with all work done.")
  @Outcome(expect = FORBIDDEN, desc = "Early, twice, or never.")
  public static class IdleCache extends TwoStep {
    /** A is scanned, X in the cache of P 1, which nobody runs. */
    public IdleCache() {
      start(twoStep, A | X);
      full.set(0);
      scanned0 = A;
      grey1 = X;
      m1.releasep();
    }

    /** Works. */
    @Actor
    public void left() {
      work(m0);
      m0.releasep();
    }

    /** Takes a P and works. */
    @Actor
    public void right() {
      m1.acquireAnyP();
      work(m1);
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(III_Result r) {
      report(r);
    }
  }

  /**
   * An assist that was told to do little leaves with work in the cache of its P, in mark 2 on the
   * full list; the worker has to find it.
   */
  @JCStressTest
  @State
  @Outcome(id = "1, 3, 0", expect = ACCEPTABLE, desc = "Completed once, with all work done.")
  @Outcome(expect = FORBIDDEN, desc = "Early, twice, or never.")
  public static class ShortAssist extends TwoStep {
    /** A is grey. */
    public ShortAssist() {
      start(twoStep, A);
    }

    /** Works. */
    @Actor
    public void worker() {
      work(m0);
      m0.releasep();
    }

    /** Scans one object only; then somebody must go on. */
    @Actor
    public void assist() {
      if (completion.tryEnter(m1)) {
        drainOne(m1);
        if (completion.leave(m1)) {
          completion.markDone(m1);
        }
        work(m1);
      }
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(III_Result r) {
      report(r);
    }
  }

  /** A mutator that takes no part shades X; what it still holds in the end, termination drains. */
  @JCStressTest
  @State
  @Outcome(id = "1, 3, 0", expect = ACCEPTABLE, desc = "Completed once, with all work done.")
  @Outcome(expect = FORBIDDEN, desc = "Twice, never, or lost for termination too.")
  public static class EagerBarrier extends TwoStep {
    /** A is grey. */
    public EagerBarrier() {
      start(twoStep, A);
    }

    /** Works. */
    @Actor
    public void worker() {
      work(m0);
      m0.releasep();
    }

    /** Overwrites the pointer to X, between two safe points. */
    @Actor
    public void mutator() {
      m1.poll();
      if (marking) {
        shade(m1.p(), X);
      }
      m1.releasep();
    }

    @Override
    @SystemStack
    public void worldStopped(M m) {
      flush(m, sched.p(0));
      flush(m, sched.p(1));
      drain(m);
      super.worldStopped(m);
    }

    /** The end. */
    @Arbiter
    public void audit(III_Result r) {
      report(r);
    }
  }
}
