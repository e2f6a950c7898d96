package io.quiesce.stress.selftest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * What only the explorer can judge: an order that x86 never shows, and more than can be visited.
 */
public final class PlantedOrders {
  private PlantedOrders() {}

  /** Two readers that disagree on the order of two writes: acquire and release do not forbid it. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 1, 0", expect = FORBIDDEN, desc = "Planted: this is allowed.")
  @Outcome(expect = ACCEPTABLE, desc = "They agree.")
  public static class Independent {
    private static final VarHandle X = handle("x");
    private static final VarHandle Y = handle("y");

    @SuppressWarnings("unused")
    private int x;

    @SuppressWarnings("unused")
    private int y;

    private static VarHandle handle(String name) {
      try {
        return MethodHandles.lookup().findVarHandle(Independent.class, name, int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    /** Writes one. */
    @Actor
    public void left() {
      X.setRelease(this, 1);
    }

    /** Writes the other. */
    @Actor
    public void right() {
      Y.setRelease(this, 1);
    }

    /** Reads both. */
    @Actor
    public void first(IIII_Result r) {
      r.r1 = (int) X.getAcquire(this);
      r.r2 = (int) Y.getAcquire(this);
    }

    /** Reads both, the other way round. */
    @Actor
    public void second(IIII_Result r) {
      r.r3 = (int) Y.getAcquire(this);
      r.r4 = (int) X.getAcquire(this);
    }
  }

  /** Has 24! / 6!^4 executions. */
  @JCStressTest
  @State
  @Outcome(id = "24", expect = ACCEPTABLE, desc = "Nothing is lost.")
  public static class Endless {
    private static final int TIMES = 6;
    private final AtomicInteger count = new AtomicInteger();

    private void increment() {
      for (int i = 0; i < TIMES; i++) {
        count.incrementAndGet();
      }
    }

    /** Counts. */
    @Actor
    public void a() {
      increment();
    }

    /** Counts. */
    @Actor
    public void b() {
      increment();
    }

    /** Counts. */
    @Actor
    public void c() {
      increment();
    }

    /** Counts. */
    @Actor
    public void d() {
      increment();
    }

    /** Looks. */
    @Arbiter
    public void sum(I_Result r) {
      r.r1 = count.get();
    }
  }
}
