package io.quiesce.runtime.schedule;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.sched.G;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * Each runnable goroutine is taken once, and as the goroutine that was put.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=RunQueueRaces}
 */
public final class RunQueueRaces {
  private RunQueueRaces() {}

  private static long id(G g) {
    return g == null ? 0 : g.id();
  }

  /** The owner puts and takes, another M steals. Without release of the tail it finds null. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "The owner had it.")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "The thief had it.")
  @Outcome(expect = FORBIDDEN, desc = "A goroutine is lost, or runs twice.")
  public static class OwnerVersusThief {
    private final RunQueue queue = new RunQueue();

    /** Puts one and takes one. */
    @Actor
    public void owner(JJJ_Result r) {
      if (queue.put(new G(1))) {
        r.r1 = id(queue.take());
      }
    }

    /** Steals. */
    @Actor
    public void thief(JJJ_Result r) {
      r.r2 = id(queue.take());
    }

    /** What is left. */
    @Arbiter
    public void left(JJJ_Result r) {
      r.r3 = id(queue.take());
    }
  }

  /** Two Ms steal the same goroutine. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "One each.")
  @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "One each.")
  @Outcome(expect = FORBIDDEN, desc = "A goroutine is lost, or runs twice.")
  public static class TwoThieves {
    private final RunQueue queue = new RunQueue();

    /** Two goroutines to steal. */
    public TwoThieves() {
      if (!queue.put(new G(1)) || !queue.put(new G(2))) {
        throw new IllegalStateException("the ring has room for two");
      }
    }

    /** Steals. */
    @Actor
    public void first(JJJ_Result r) {
      r.r1 = id(queue.take());
    }

    /** Steals. */
    @Actor
    public void second(JJJ_Result r) {
      r.r2 = id(queue.take());
    }

    /** What is left. */
    @Arbiter
    public void left(JJJ_Result r) {
      r.r3 = id(queue.take());
    }
  }

  /** Two Ms put into the global queue and take from it. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "Each got its own.")
  @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "Each got the other's.")
  @Outcome(expect = FORBIDDEN, desc = "A goroutine is lost, or runs twice.")
  public static class Global {
    private final GoroutineQueue queue = new GoroutineQueue();

    /** Puts one and takes one. */
    @Actor
    public void first(JJJ_Result r) {
      queue.put(new G(1));
      r.r1 = id(queue.take());
    }

    /** Puts one and takes one. */
    @Actor
    public void second(JJJ_Result r) {
      queue.put(new G(2));
      r.r2 = id(queue.take());
    }

    /** What is left. */
    @Arbiter
    public void left(JJJ_Result r) {
      r.r3 = id(queue.take());
    }
  }
}
