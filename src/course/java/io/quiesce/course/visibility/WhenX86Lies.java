package io.quiesce.course.visibility;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Faults that one kind of hardware never shows. */
public final class WhenX86Lies {
  private WhenX86Lies() {}

  /** A push that does not release. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "the stack is empty")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "there, with its payload")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "there, without its payload")
  public static class Broken {
    static class Node {
      int payload;
    }

    final AtomicReference<Node> head = new AtomicReference<>();

    @Actor
    public void pusher() {
      Node node = new Node();
      node.payload = 8;
      head.compareAndExchangeAcquire(null, node);
    }

    @Actor
    public void popper(I_Result r) {
      Node node = head.getAcquire();
      r.r1 = node == null ? -1 : node.payload;
    }
  }

  /** A push that releases. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "the stack is empty")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "there, with its payload")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "there, without its payload")
  public static class Fixed {
    static class Node {
      int payload;
    }

    final AtomicReference<Node> head = new AtomicReference<>();

    @Actor
    public void pusher() {
      Node node = new Node();
      node.payload = 8;
      head.compareAndExchangeRelease(null, node);
    }

    @Actor
    public void popper(I_Result r) {
      Node node = head.getAcquire();
      r.r1 = node == null ? -1 : node.payload;
    }
  }

  /** A store and then a load, which x86 does exchange. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "neither sees the other")
  @Outcome(expect = ACCEPTABLE, desc = "at least one sees the other")
  public static class StoreLoad {
    final AtomicInteger x = new AtomicInteger();
    final AtomicInteger y = new AtomicInteger();

    @Actor
    public void left(II_Result r) {
      x.setRelease(1);
      r.r1 = y.getAcquire();
    }

    @Actor
    public void right(II_Result r) {
      y.setRelease(1);
      r.r2 = x.getAcquire();
    }
  }

  /** A spin lock whose unlock is as cheap as can be. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "the first was first")
  @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "the second was first")
  @Outcome(expect = FORBIDDEN, desc = "an update under the lock is lost")
  public static class Exercise {
    final AtomicInteger lock = new AtomicInteger();
    int count;

    @Actor
    public void first(III_Result r) {
      r.r1 = next();
    }

    @Actor
    public void second(III_Result r) {
      r.r2 = next();
    }

    int next() {
      while (!lock.compareAndSet(0, 1)) {
        Thread.onSpinWait();
      }
      int mine = count;
      count = mine + 1;
      lock.setOpaque(0);
      return mine;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = count;
    }
  }

  /** The unlock releases what was done under the lock. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "the first was first")
  @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "the second was first")
  @Outcome(expect = FORBIDDEN, desc = "an update under the lock is lost")
  public static class Solution {
    final AtomicInteger lock = new AtomicInteger();
    int count;

    @Actor
    public void first(III_Result r) {
      r.r1 = next();
    }

    @Actor
    public void second(III_Result r) {
      r.r2 = next();
    }

    int next() {
      while (!lock.compareAndSet(0, 1)) {
        Thread.onSpinWait();
      }
      int mine = count;
      count = mine + 1;
      lock.setRelease(0);
      return mine;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = count;
    }
  }
}
