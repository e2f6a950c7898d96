package io.quiesce.stack;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.sched.M;
import io.quiesce.sched.OwnershipException;
import java.util.stream.LongStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two caches over one pool: refill, release and clear of one P against those of the other, and
 * against a flusher that claims a P which its M gave up (S1, S5, S9, E9). At the end each stack is
 * in one place and all of them go back (S12).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=StackCacheRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class StackCacheRaces {
  private StackCacheRaces() {}

  /** Stacks of 8 KiB: two make half a cache, four a full one, four a span. */
  static class Scenario extends StackScenario {
    static final int ORDER = 2;
    static final int SIZE = 8192;

    /** How many different stacks lie in the two caches together. */
    final int cached() {
      return (int)
          LongStream.concat(
                  LongStream.of(stacks.cachedStacks(0, ORDER)),
                  LongStream.of(stacks.cachedStacks(1, ORDER)))
              .distinct()
              .count();
    }

    /** Puts {@code n} stacks into the cache of the M's P. */
    final void fill(M m, int n) {
      long[] held = new long[n];
      for (int i = 0; i < n; i++) {
        held[i] = stacks.stackalloc(m, SIZE);
      }
      stacks.stackcacheClear(m, m.p());
      for (long lo : held) {
        stacks.stackfree(m, lo, SIZE);
      }
    }
  }

  /** Both refill. */
  @JCStressTest
  @State
  @Outcome(id = "4, 0", expect = ACCEPTABLE, desc = "Two each, all different; all go back.")
  @Outcome(expect = FORBIDDEN, desc = "A stack in two caches, or lost.")
  public static class RefillVersusRefill extends Scenario {
    /** Refills. */
    @Actor
    public void left() {
      stacks.stackcacherefill(m0, ORDER);
    }

    /** Refills. */
    @Actor
    public void right() {
      stacks.stackcacherefill(m1, ORDER);
    }

    /** Stacks in caches, spans after clearing them. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = cached();
      r.r2 = spansInUse();
    }
  }

  /** One releases half of its cache, the other refills. */
  @JCStressTest
  @State
  @Outcome(id = "4, 0", expect = ACCEPTABLE, desc = "Two each, all different; all go back.")
  @Outcome(expect = FORBIDDEN, desc = "A stack in two caches, or lost.")
  public static class ReleaseVersusRefill extends Scenario {
    /** P 0's cache is full. */
    public ReleaseVersusRefill() {
      fill(m0, 4);
    }

    /** Releases. */
    @Actor
    public void releaser() {
      stacks.stackcacherelease(m0, ORDER);
    }

    /** Refills. */
    @Actor
    public void refiller() {
      stacks.stackcacherefill(m1, ORDER);
    }

    /** Stacks in caches, spans after clearing them. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = cached();
      r.r2 = spansInUse();
    }
  }

  /** One clears its cache, the other refills. */
  @JCStressTest
  @State
  @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Two in the refilled cache; all go back.")
  @Outcome(expect = FORBIDDEN, desc = "A stack in two places, or lost.")
  public static class ClearVersusRefill extends Scenario {
    /** P 0's cache has three stacks. */
    public ClearVersusRefill() {
      fill(m0, 3);
    }

    /** Clears. */
    @Actor
    public void clearer() {
      stacks.stackcacheClear(m0, m0.p());
    }

    /** Refills. */
    @Actor
    public void refiller() {
      stacks.stackcacherefill(m1, ORDER);
    }

    /** Stacks in caches, spans after clearing them. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = cached();
      r.r2 = spansInUse();
    }
  }

  /** P 0 is idle; its M takes it and allocates while a flusher claims it and clears its cache. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "One after the other.")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "The M had it; the flusher was refused.")
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "The flusher had it; the M was refused.")
  @Outcome(expect = FORBIDDEN, desc = "Both used the cache: a stack was lost or is in two places.")
  public static class ForeignFlushVersusOwner extends Scenario {
    private final M flusher = sched.newM();
    private long taken;

    /** P 0 has two stacks and no M. */
    public ForeignFlushVersusOwner() {
      fill(m0, 2);
      m0.releasep();
      flusher.enterSystemStack();
    }

    /** Claims P 0 and clears its cache. */
    @Actor
    public void flusher(III_Result r) {
      if (sched.tryClaim(flusher, sched.p(0))) {
        stacks.stackcacheClear(flusher, sched.p(0));
        sched.unclaim(flusher, sched.p(0));
        r.r1 = 1;
      }
    }

    /** Runs P 0, takes a stack. */
    @Actor
    public void owner(III_Result r) {
      try {
        m0.acquirep(sched.p(0));
      } catch (OwnershipException e) {
        return;
      }
      taken = stacks.stackalloc(m0, SIZE);
      m0.releasep();
      r.r2 = 1;
    }

    /** Spans in use after everything was given back; -1 if the taken stack is also cached. */
    @Arbiter
    public void audit(III_Result r) {
      m0.acquirep(sched.p(0));
      boolean twice = LongStream.of(stacks.cachedStacks(0, ORDER)).anyMatch(lo -> lo == taken);
      if (taken != 0) {
        stacks.stackfree(m0, taken, SIZE);
      }
      r.r3 = twice ? -1 : spansInUse();
    }
  }

  /** A stack is made by one M and freed by another, whose cache then holds what was written. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Each has its own; all go back.")
  @Outcome(expect = FORBIDDEN, desc = "A stack with two users, or lost.")
  public static class AllocVersusFreeAcrossCaches extends Scenario {
    private final long moved = stacks.stackalloc(m0, SIZE);
    private long left;
    private long right;

    /** Takes and keeps. */
    @Actor
    public void left() {
      left = stacks.stackalloc(m0, SIZE);
    }

    /** Frees the other's stack and takes. */
    @Actor
    public void right() {
      stacks.stackfree(m1, moved, SIZE);
      right = stacks.stackalloc(m1, SIZE);
    }

    /** Whether they are apart; spans after everything was given back. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = apart(left, right, SIZE);
      stacks.stackfree(m0, left, SIZE);
      stacks.stackfree(m0, right, SIZE);
      r.r2 = spansInUse();
    }
  }
}
