package io.quiesce.course.atomicity;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Updates that read, compute and write. */
public final class LostUpdate {
  private LostUpdate() {}

  /** A plain field. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = FORBIDDEN, desc = "an update is lost")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "both are there")
  public static class Plain {
    int count;

    @Actor
    public void first() {
      count = count + 1;
    }

    @Actor
    public void second() {
      count = count + 1;
    }

    @Arbiter
    public void total(I_Result r) {
      r.r1 = count;
    }
  }

  /** A volatile field. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = FORBIDDEN, desc = "an update is lost")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "both are there")
  public static class Broken {
    volatile int count;

    @Actor
    public void first() {
      int seen = count;
      count = seen + 1;
    }

    @Actor
    public void second() {
      int seen = count;
      count = seen + 1;
    }

    @Arbiter
    public void total(I_Result r) {
      r.r1 = count;
    }
  }

  /** One atomic step. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = FORBIDDEN, desc = "an update is lost")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "both are there")
  public static class Fixed {
    final AtomicInteger count = new AtomicInteger();

    @Actor
    public void first() {
      count.getAndAdd(1);
    }

    @Actor
    public void second() {
      count.getAndAdd(1);
    }

    @Arbiter
    public void total(I_Result r) {
      r.r1 = count.get();
    }
  }

  /** An attempt that notices when it was too late, and is repeated. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = FORBIDDEN, desc = "an update is lost")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "both are there")
  public static class Retried {
    final AtomicInteger count = new AtomicInteger();

    @Actor
    public void first() {
      int seen;
      do {
        seen = count.get();
      } while (!count.compareAndSet(seen, seen + 1));
    }

    @Actor
    public void second() {
      int seen;
      do {
        seen = count.get();
      } while (!count.compareAndSet(seen, seen + 1));
    }

    @Arbiter
    public void total(I_Result r) {
      r.r1 = count.get();
    }
  }

  /** The largest value so far; each actor shows what it found before. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "one, then two")
  @Outcome(id = "2, 0, 2", expect = ACCEPTABLE, desc = "two, then one")
  @Outcome(expect = FORBIDDEN, desc = "the larger one is lost, or its predecessor")
  public static class Exercise {
    volatile int max;

    @Actor
    public void one(III_Result r) {
      r.r1 = offer(1);
    }

    @Actor
    public void two(III_Result r) {
      r.r2 = offer(2);
    }

    int offer(int value) {
      int before = max;
      if (value > before) {
        max = value;
      }
      return before;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = max;
    }
  }

  /** The largest value so far, in one step. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "one, then two")
  @Outcome(id = "2, 0, 2", expect = ACCEPTABLE, desc = "two, then one")
  @Outcome(expect = FORBIDDEN, desc = "the larger one is lost, or its predecessor")
  public static class Solution {
    final AtomicInteger max = new AtomicInteger();

    @Actor
    public void one(III_Result r) {
      r.r1 = offer(1);
    }

    @Actor
    public void two(III_Result r) {
      r.r2 = offer(2);
    }

    int offer(int value) {
      return max.getAndAccumulate(value, Math::max);
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = max.get();
    }
  }
}
