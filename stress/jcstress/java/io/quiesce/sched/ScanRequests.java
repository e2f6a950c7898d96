package io.quiesce.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * A scan is wanted of a goroutine that runs: it is scanned when it has stopped, with its stack as
 * it left it, and does not run again before (G7).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=ScanRequests}
 */
public final class ScanRequests {
  private ScanRequests() {}

  /** A goroutine that runs, and a plain field that stands for its stack. */
  static class Scenario {
    final G g = new G(1);
    int stack;

    Scenario() {
      g.cas(g.status(), GStatus.RUNNABLE);
      g.cas(GStatus.RUNNABLE, GStatus.RUNNING);
    }
  }

  /** A scan is wanted already; the goroutine parks. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "Scanned as it was left.")
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "It has not parked yet.")
  @Outcome(expect = FORBIDDEN, desc = "A stack of the past is scanned (G7).")
  public static class ParkVersusScan extends Scenario {
    /** A scanner has met it while it ran. */
    public ParkVersusScan() {
      g.requestScan();
    }

    /** Uses its stack and parks. */
    @Actor
    public void goroutine() {
      stack = 1;
      g.cas(GStatus.RUNNING, GStatus.WAITING);
    }

    /** Scans if it can. */
    @Actor
    public void scanner(ZI_Result r) {
      r.r1 = g.tryScan(GStatus.WAITING);
      if (r.r1) {
        r.r2 = stack;
        g.endScan();
      }
    }
  }

  /** The goroutine yields and runs on, while a scanner asks for it and looks once. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Scanned between the two runs.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Not met between them; asked in vain.")
  @Outcome(expect = FORBIDDEN, desc = "It ran while it was scanned, or one misses the other (G7).")
  public static class YieldVersusRequest extends Scenario {
    /** Uses its stack, yields, and uses it again. */
    @Actor
    public void goroutine(II_Result r) {
      stack = 1;
      g.cas(GStatus.RUNNING, GStatus.RUNNABLE);
      g.cas(GStatus.RUNNABLE, GStatus.RUNNING);
      r.r2 = stack;
    }

    /** Asks, and scans if the goroutine does not run. */
    @Actor
    public void scanner(II_Result r) {
      g.requestScan();
      if (g.tryScan(GStatus.RUNNABLE)) {
        r.r1 = stack;
        stack = 2;
        g.endScan();
      } else {
        g.cancelScan();
      }
    }
  }

  /** Who sees that the goroutine is dead sees what it left. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "Dead, and all it did is seen.")
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "Not dead yet.")
  @Outcome(expect = FORBIDDEN, desc = "Dead, but what it did is not seen.")
  public static class EndVersusLook extends Scenario {
    /** Uses its stack and ends. */
    @Actor
    public void goroutine() {
      stack = 1;
      g.cas(GStatus.RUNNING, GStatus.DEAD);
    }

    /** Looks. */
    @Actor
    public void watcher(ZI_Result r) {
      r.r1 = g.status() == GStatus.DEAD;
      r.r2 = r.r1 ? stack : 0;
    }
  }
}
