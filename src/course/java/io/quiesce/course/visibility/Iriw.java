package io.quiesce.course.visibility;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;

/** Independent writes, and observers that compare notes. */
public final class Iriw {
  private Iriw() {}

  /** Opaque accesses. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 1, 0", expect = FORBIDDEN, desc = "the observers disagree which came first")
  @Outcome(expect = ACCEPTABLE, desc = "an order that both can believe")
  public static class Opaque {
    final AtomicInteger x = new AtomicInteger();
    final AtomicInteger y = new AtomicInteger();

    @Actor
    public void writeX() {
      x.setOpaque(1);
    }

    @Actor
    public void writeY() {
      y.setOpaque(1);
    }

    @Actor
    public void observeXThenY(IIII_Result r) {
      r.r1 = x.getOpaque();
      r.r2 = y.getOpaque();
    }

    @Actor
    public void observeYThenX(IIII_Result r) {
      r.r3 = y.getOpaque();
      r.r4 = x.getOpaque();
    }
  }

  /** Release and acquire. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 1, 0", expect = FORBIDDEN, desc = "the observers disagree which came first")
  @Outcome(expect = ACCEPTABLE, desc = "an order that both can believe")
  public static class Broken {
    final AtomicInteger x = new AtomicInteger();
    final AtomicInteger y = new AtomicInteger();

    @Actor
    public void writeX() {
      x.setRelease(1);
    }

    @Actor
    public void writeY() {
      y.setRelease(1);
    }

    @Actor
    public void observeXThenY(IIII_Result r) {
      r.r1 = x.getAcquire();
      r.r2 = y.getAcquire();
    }

    @Actor
    public void observeYThenX(IIII_Result r) {
      r.r3 = y.getAcquire();
      r.r4 = x.getAcquire();
    }
  }

  /** Volatile fields. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 1, 0", expect = FORBIDDEN, desc = "the observers disagree which came first")
  @Outcome(expect = ACCEPTABLE, desc = "an order that both can believe")
  public static class Fixed {
    volatile int x;
    volatile int y;

    @Actor
    public void writeX() {
      x = 1;
    }

    @Actor
    public void writeY() {
      y = 1;
    }

    @Actor
    public void observeXThenY(IIII_Result r) {
      r.r1 = x;
      r.r2 = y;
    }

    @Actor
    public void observeYThenX(IIII_Result r) {
      r.r3 = y;
      r.r4 = x;
    }
  }

  /** A message is passed on by a third thread. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1, 0", expect = FORBIDDEN, desc = "the news of the news came before the news")
  @Outcome(expect = ACCEPTABLE, desc = "cause before effect")
  public static class Exercise {
    final AtomicInteger x = new AtomicInteger();
    final AtomicInteger y = new AtomicInteger();

    @Actor
    public void sender() {
      x.setOpaque(1);
    }

    @Actor
    public void messenger(III_Result r) {
      r.r1 = x.getOpaque();
      if (r.r1 == 1) {
        y.setOpaque(1);
      }
    }

    @Actor
    public void receiver(III_Result r) {
      r.r2 = y.getOpaque();
      r.r3 = x.getOpaque();
    }
  }

  /** Passed on with release and acquire, which add up along a chain. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1, 0", expect = FORBIDDEN, desc = "the news of the news came before the news")
  @Outcome(expect = ACCEPTABLE, desc = "cause before effect")
  public static class Solution {
    final AtomicInteger x = new AtomicInteger();
    final AtomicInteger y = new AtomicInteger();

    @Actor
    public void sender() {
      x.setRelease(1);
    }

    @Actor
    public void messenger(III_Result r) {
      r.r1 = x.getAcquire();
      if (r.r1 == 1) {
        y.setRelease(1);
      }
    }

    @Actor
    public void receiver(III_Result r) {
      r.r2 = y.getAcquire();
      r.r3 = x.getAcquire();
    }
  }
}
