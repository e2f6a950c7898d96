package io.quiesce.gc.assist;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/**
 * An assist whose thread really sleeps ends when the cycle ends, and when credit comes in.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=ParkedAssistEnds}
 */
public final class ParkedAssistEnds {
  private ParkedAssistEnds() {}

  /** An assist without work, with threads that park. */
  static class Scenario extends AssistScenario {
    final Sched procs = new Sched(2);
    final M sleeper = procs.newM(0);
    final G allocator = new G(3);
    final AssistRatio price = new AssistRatio(1, 1);
    final Assists parking =
        new Assists(
            debts, () -> price, this, this, new ThreadParking(), new AssistClock(2, () -> 0));

    Scenario() {
      allocator.cas(GStatus.IDLE, GStatus.RUNNABLE);
      sleeper.execute(allocator);
    }
  }

  /** The end of the cycle. */
  @JCStressTest(Mode.Termination)
  @State
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "The assist returned.")
  @Outcome(id = "STALE", expect = FORBIDDEN, desc = "It sleeps after the end of the cycle (A6).")
  public static class AtTheEnd extends Scenario {
    /** Sleeps. */
    @Actor
    public void assist() {
      parking.charge(sleeper, allocator, 2);
    }

    /** Ends the cycle. */
    @Signal
    public void end() {
      open = false;
      parking.gcWakeAllAssists(other);
    }
  }

  /** Credit. */
  @JCStressTest(Mode.Termination)
  @State
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "The assist returned.")
  @Outcome(id = "STALE", expect = FORBIDDEN, desc = "It sleeps beside credit (A10).")
  public static class WithCredit extends Scenario {
    /** Sleeps. */
    @Actor
    public void assist() {
      parking.charge(sleeper, allocator, 2);
    }

    /** Gives what it needs. */
    @Signal
    public void flush() {
      parking.gcFlushBgCredit(other, 1);
    }
  }
}
