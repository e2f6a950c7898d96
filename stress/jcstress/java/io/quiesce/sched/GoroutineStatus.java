package io.quiesce.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A goroutine is scanned, or it runs or is copied, never both (G7); what a scan did is seen by the
 * goroutine afterwards.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=GoroutineStatus}
 */
@JCStressTest
@State
@Outcome(
    id = "1, 1",
    expect = ACCEPTABLE,
    desc = "Scanned first; the goroutine sees the new stack.")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The goroutine went first; no scan.")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "It ran on while its stack was scanned.")
@Outcome(id = "0, 1", expect = FORBIDDEN, desc = "Moved without a scan.")
public class GoroutineStatus {
  private final G g = new G(1);
  private int stack;

  /** A goroutine that waits. */
  public GoroutineStatus() {
    g.cas(g.status(), GStatus.RUNNABLE);
    g.cas(GStatus.RUNNABLE, GStatus.RUNNING);
    g.cas(GStatus.RUNNING, GStatus.WAITING);
  }

  /** Scans, and moves the stack meanwhile. */
  @Actor
  public void scanner(II_Result r) {
    if (g.tryScan(GStatus.WAITING)) {
      stack = 1;
      g.endScan();
      r.r1 = 1;
    }
  }

  /** Makes the goroutine runnable again and uses its stack. */
  @Actor
  public void waker(II_Result r) {
    g.cas(GStatus.WAITING, GStatus.RUNNABLE);
    r.r2 = stack;
  }
}
