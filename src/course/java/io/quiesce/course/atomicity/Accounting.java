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
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Counters that must agree with what they count, and with each other. */
public final class Accounting {
  private Accounting() {}

  /** Looks whether there is credit, and then takes it. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the first got it")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "the second got it")
  @Outcome(expect = FORBIDDEN, desc = "more was stolen than there was")
  public static class Broken {
    final AtomicInteger credit = new AtomicInteger(1);

    @Actor
    public void first(III_Result r) {
      r.r1 = steal();
    }

    @Actor
    public void second(III_Result r) {
      r.r2 = steal();
    }

    int steal() {
      if (credit.get() == 0) {
        return 0;
      }
      credit.decrementAndGet();
      return 1;
    }

    @Arbiter
    public void rest(III_Result r) {
      r.r3 = credit.get();
    }
  }

  /** Takes exactly what it has seen, or tries again. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the first got it")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "the second got it")
  @Outcome(expect = FORBIDDEN, desc = "more was stolen than there was")
  public static class Fixed {
    final AtomicInteger credit = new AtomicInteger(1);

    @Actor
    public void first(III_Result r) {
      r.r1 = steal();
    }

    @Actor
    public void second(III_Result r) {
      r.r2 = steal();
    }

    int steal() {
      int seen;
      do {
        seen = credit.get();
        if (seen == 0) {
          return 0;
        }
      } while (!credit.compareAndSet(seen, seen - 1));
      return 1;
    }

    @Arbiter
    public void rest(III_Result r) {
      r.r3 = credit.get();
    }
  }

  /** A page goes from one account to another, while somebody adds them up. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the total is what it always is")
  @Outcome(expect = FORBIDDEN, desc = "something is counted twice, or not at all")
  public static class TwoCounters {
    final AtomicInteger used = new AtomicInteger(1);
    final AtomicInteger free = new AtomicInteger();

    @Actor
    public void owner() {
      used.decrementAndGet();
      free.incrementAndGet();
    }

    @Actor
    public void auditor(I_Result r) {
      r.r1 = used.get() + free.get();
    }
  }

  /** Both accounts in one word. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the total is what it always is")
  @Outcome(expect = FORBIDDEN, desc = "something is counted twice, or not at all")
  public static class OneCounter {
    static final int FREE = 1 << 16;
    static final int USED = 1;

    final AtomicInteger accounts = new AtomicInteger(USED);

    @Actor
    public void owner() {
      accounts.addAndGet(FREE - USED);
    }

    @Actor
    public void auditor(I_Result r) {
      int seen = accounts.get();
      r.r1 = (seen >>> 16) + (seen & 0xffff);
    }
  }

  /** An assist takes as much credit as it wants, or as there is. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "it took what was there")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "it took what it wanted")
  @Outcome(expect = FORBIDDEN, desc = "what was taken and what is left is not what there was")
  public static class Exercise {
    final AtomicInteger credit = new AtomicInteger(1);

    @Actor
    public void assist(II_Result r) {
      r.r1 = steal(2);
    }

    @Actor
    public void worker() {
      credit.addAndGet(2);
    }

    int steal(int wanted) {
      int taken = Math.min(credit.get(), wanted);
      credit.addAndGet(-wanted);
      return taken;
    }

    @Arbiter
    public void rest(II_Result r) {
      r.r2 = credit.get();
    }
  }

  /** What is subtracted is what was taken, and in the same step. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "it took what was there")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "it took what it wanted")
  @Outcome(expect = FORBIDDEN, desc = "what was taken and what is left is not what there was")
  public static class Solution {
    final AtomicInteger credit = new AtomicInteger(1);

    @Actor
    public void assist(II_Result r) {
      r.r1 = steal(2);
    }

    @Actor
    public void worker() {
      credit.addAndGet(2);
    }

    int steal(int wanted) {
      int before = credit.getAndUpdate(seen -> seen - Math.min(seen, wanted));
      return Math.min(before, wanted);
    }

    @Arbiter
    public void rest(II_Result r) {
      r.r2 = credit.get();
    }
  }
}
