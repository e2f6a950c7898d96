package io.quiesce.gc.work;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The buffers of a P belong to its owner; what one owner has put there the next one finds (W4, E9).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=GcWorkRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class GcWorkRaces {
  private GcWorkRaces() {}

  /** One P has work in its buffers, another empty list. */
  static class OneP extends WorkScenario {
    final GcWork work = new GcWork(bufs, 0);

    OneP() {
      work.put(m0, 1);
    }
  }

  /** The owner adds work and gives its P up; a foreign flusher disposes, if the P is idle. */
  @JCStressTest
  @State
  @Outcome(id = "7, 4", expect = ACCEPTABLE, desc = "All pointers, each buffer in one place.")
  @Outcome(expect = FORBIDDEN, desc = "Work was lost or doubled.")
  public static class DisposeVersusFlush extends OneP {
    /** Adds, gives up. */
    @Actor
    public void owner() {
      work.put(m0, 2);
      work.put(m0, 4);
      m0.releasep();
    }

    /** Flushes an idle P. */
    @Actor
    public void flusher() {
      if (sched.tryClaim(m1, sched.p(0))) {
        work.dispose();
        sched.unclaim(m1, sched.p(0));
      }
    }

    /** All pointers; places of buffers. */
    @Arbiter
    public void audit(II_Result r) {
      work.dispose();
      r.r1 = sumOfFull();
      r.r2 = places();
    }
  }

  /** The owner disposes while another P takes from the full list. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 7", "4, 3", "3, 4"},
      expect = ACCEPTABLE,
      desc = "Nothing yet, or one of the two buffers.")
  @Outcome(expect = FORBIDDEN, desc = "A buffer without its contents, lost or doubled.")
  public static class DisposeVersusGet extends OneP {
    private WorkBuf taken;

    /** The other buffer has 4. */
    public DisposeVersusGet() {
      work.put(m0, 2);
      work.put(m0, 4);
    }

    /** Disposes. */
    @Actor
    public void owner() {
      work.dispose();
    }

    /** Takes. */
    @Actor
    public void getter(II_Result r) {
      taken = bufs.trygetfull();
      r.r1 = sum(taken);
    }

    /** The rest. */
    @Arbiter
    public void audit(II_Result r) {
      r.r2 = places(taken) == 4 ? sumOfFull() : -1;
    }
  }
}
