package io.quiesce.runtime.schedule;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A goroutine passes from one M to another that finds nothing and goes to sleep meanwhile: it is
 * found (I1), and runs in one place only (I2). An M that sleeps for ever ends no execution, which
 * the explorer reports.
 */
public final class SchedulerHandOver {
  private SchedulerHandOver() {}

  /** Two Ps, an M for each; the collector has nothing to do. */
  static class Scenario implements Duties {
    final Sched sched = new Sched(2);
    final Scheduler scheduler = new Scheduler(sched);
    final M m0 = sched.newM(0);
    final M m1 = sched.newM(1);
    final G g = new G(7);

    Scenario() {
      scheduler.setDuties(this);
      g.cas(GStatus.IDLE, GStatus.DEAD);
    }

    /** Runs the goroutine that M 1 gets; its number. */
    final int runNext() {
      G found = scheduler.next(m1);
      m1.execute(found);
      return (int) found.id();
    }

    @Override
    public boolean beforeGoroutines(M m) {
      return false;
    }

    @Override
    public boolean whenIdle(M m) {
      return false;
    }

    @Override
    public boolean hasIdleWork() {
      return false;
    }
  }

  /** A goroutine becomes runnable while M 1 goes to sleep. */
  @JCStressTest
  @State
  @Outcome(id = "7", expect = ACCEPTABLE, desc = "Found before, or woken for.")
  @Outcome(expect = FORBIDDEN, desc = "Another goroutine.")
  @SuppressWarnings("this-escape") // a state is its own collector; the explorer hands it out later
  public static class SleepVersusStart extends Scenario {
    /** Makes it runnable. */
    @Actor
    public void starter() {
      scheduler.start(m0, g);
    }

    /** Runs what it finds. */
    @Actor
    public void machine(I_Result r) {
      r.r1 = runNext();
    }
  }

  /** A goroutine yields while M 1 looks for one. */
  @JCStressTest
  @State
  @Outcome(id = "7", expect = ACCEPTABLE, desc = "Found when it had stopped.")
  @Outcome(expect = FORBIDDEN, desc = "Another goroutine.")
  @SuppressWarnings("this-escape") // a state is its own collector; the explorer hands it out later
  public static class YieldVersusFind extends Scenario {
    /** M 0 runs the goroutine. */
    public YieldVersusFind() {
      g.cas(GStatus.DEAD, GStatus.RUNNABLE);
      m0.execute(g);
    }

    /** Lets others run. */
    @Actor
    public void yielder() {
      scheduler.yieldCurrent(m0);
    }

    /** Runs what it finds. */
    @Actor
    public void machine(I_Result r) {
      r.r1 = runNext();
    }
  }
}
