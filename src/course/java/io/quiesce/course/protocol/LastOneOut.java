package io.quiesce.course.protocol;

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
import org.openjdk.jcstress.infra.results.II_Result;

/** Two workers leave; whoever is last ends the phase. */
public final class LastOneOut {
  private LastOneOut() {}

  /** Leaves, and then looks how many have left. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "one was last, and saw the work of both")
  @Outcome(expect = FORBIDDEN, desc = "both were last, or the last did not see all")
  public static class Broken {
    final AtomicInteger left = new AtomicInteger();
    int first;
    int second;
    int seen;
    final AtomicInteger finishers = new AtomicInteger();

    @Actor
    public void one() {
      first = 1;
      leave();
    }

    @Actor
    public void two() {
      second = 1;
      leave();
    }

    void leave() {
      left.incrementAndGet();
      if (left.get() == 2) {
        seen = first + second;
        finishers.incrementAndGet();
      }
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = finishers.get();
      r.r2 = seen;
    }
  }

  /** Uses the answer of its own step, which only releases. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "one was last, and saw the work of both")
  @Outcome(expect = FORBIDDEN, desc = "both were last, or the last did not see all")
  public static class Blind {
    static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);

    final int[] left = new int[1];
    int first;
    int second;
    int seen;
    final AtomicInteger finishers = new AtomicInteger();

    @Actor
    public void one() {
      first = 1;
      leave();
    }

    @Actor
    public void two() {
      second = 1;
      leave();
    }

    void leave() {
      if ((int) CELL.getAndAddRelease(left, 0, 1) == 1) {
        seen = first + second;
        finishers.incrementAndGet();
      }
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = finishers.get();
      r.r2 = seen;
    }
  }

  /** Uses the answer of its own step, which releases and acquires. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "one was last, and saw the work of both")
  @Outcome(expect = FORBIDDEN, desc = "both were last, or the last did not see all")
  public static class Fixed {
    final AtomicInteger left = new AtomicInteger();
    int first;
    int second;
    int seen;
    final AtomicInteger finishers = new AtomicInteger();

    @Actor
    public void one() {
      first = 1;
      leave();
    }

    @Actor
    public void two() {
      second = 1;
      leave();
    }

    void leave() {
      if (left.incrementAndGet() == 2) {
        seen = first + second;
        finishers.incrementAndGet();
      }
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = finishers.get();
      r.r2 = seen;
    }
  }

  /** Two holders of one reference. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the first disposed of it")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the second did")
  @Outcome(expect = FORBIDDEN, desc = "nobody did, or both")
  public static class Exercise {
    final AtomicInteger references = new AtomicInteger(2);

    @Actor
    public void one(II_Result r) {
      r.r1 = release();
    }

    @Actor
    public void two(II_Result r) {
      r.r2 = release();
    }

    int release() {
      if (references.get() == 1) {
        return 1;
      }
      references.decrementAndGet();
      return 0;
    }
  }

  /** The step itself tells who was last. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the first disposed of it")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the second did")
  @Outcome(expect = FORBIDDEN, desc = "nobody did, or both")
  public static class Solution {
    final AtomicInteger references = new AtomicInteger(2);

    @Actor
    public void one(II_Result r) {
      r.r1 = release();
    }

    @Actor
    public void two(II_Result r) {
      r.r2 = release();
    }

    int release() {
      return references.decrementAndGet() == 0 ? 1 : 0;
    }
  }
}
