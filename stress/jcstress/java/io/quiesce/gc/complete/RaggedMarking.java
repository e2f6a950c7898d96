package io.quiesce.gc.complete;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Whole cycles of {@link RaggedBarrierCompletion} over two objects: completed once, neither early
 * nor never (C2, C3, C4, C7). r1: completions. r2: objects scanned when marking was declared over,
 * as bits. r3: how often the world was stopped in vain.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=RaggedMarking}
 */
@SuppressWarnings("this-escape") // a state is its own source of work; jcstress hands it out later
public final class RaggedMarking {
  private RaggedMarking() {}

  static class Ragged extends MarkScenario {
    final RaggedBarrierCompletion ragged = new RaggedBarrierCompletion(sched, this, this);

    final void report(III_Result r) {
      r.r1 = completed;
      r.r2 = scannedAtEnd;
      r.r3 = ragged.restarts();
    }
  }

  /** Two workers, and one object that refers to another (12.2). */
  @JCStressTest
  @State
  @Outcome(id = "1, 3, 0", expect = ACCEPTABLE, desc = "Completed once, with all work done.")
  @Outcome(expect = FORBIDDEN, desc = "Early, twice, never, or stopped in vain.")
  public static class TwoWorkers extends Ragged {
    /** A is grey. */
    public TwoWorkers() {
      start(ragged, A);
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
  @Outcome(expect = FORBIDDEN, desc = "Early, twice, never, or stopped in vain.")
  public static class IdleCache extends Ragged {
    /** A is scanned, X in the cache of P 1, which nobody runs. */
    public IdleCache() {
      start(ragged, A | X);
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

  /** A mutator that takes no part shades X at once, and keeps it in its cache (12.3 d). */
  @JCStressTest
  @State
  @Outcome(id = "1, 3, 0", expect = ACCEPTABLE, desc = "Completed once, with all work done.")
  @Outcome(expect = FORBIDDEN, desc = "Early, twice, never, or stopped in vain.")
  public static class EagerBarrier extends Ragged {
    /** A is grey. */
    public EagerBarrier() {
      start(ragged, A);
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

    /** The end. */
    @Arbiter
    public void audit(III_Result r) {
      report(r);
    }
  }

  /**
   * Both write barriers delay the shading of X: P 0 has recorded it, P 1 records it and overflows
   * (golang.org/issue/27993). Only the look with the world stopped finds it then.
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 3, 0", "1, 3, 1"},
      expect = ACCEPTABLE,
      desc = "Completed once; the second look may be needed.")
  @Outcome(expect = FORBIDDEN, desc = "Early, twice, or never.")
  public static class DelayedBarrier extends Ragged {
    /** A is scanned, its pointer to X was overwritten before. */
    public DelayedBarrier() {
      start(ragged, A);
      full.set(0);
      scanned0 = A;
      recorded0 = X;
    }

    /** Works. */
    @Actor
    public void worker() {
      work(m0);
      m0.releasep();
    }

    /** Records X too, and overflows. */
    @Actor
    public void mutator() {
      m1.safePoint();
      if (marking) {
        recorded1 = X;
        flushBarrier(m1.p());
      }
      m1.releasep();
    }

    /** The end. */
    @Arbiter
    public void audit(III_Result r) {
      report(r);
    }
  }
}
