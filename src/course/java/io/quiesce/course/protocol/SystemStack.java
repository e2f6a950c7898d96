package io.quiesce.course.protocol;

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

/** A cache that belongs to one thread, and a call in the middle of its use. */
public final class SystemStack {
  private SystemStack() {}

  /** A safe point between the read and the write of the count. */
  @JCStressTest
  @State
  @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "no visit in time")
  @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "both were flushed")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the first was flushed, the second came later")
  @Outcome(expect = FORBIDDEN, desc = "an element twice, or none")
  public static class Broken {
    final AtomicInteger request = new AtomicInteger();
    int cached = 1;
    int flushed;

    @Actor
    public void owner() {
      int count = cached;
      safePoint();
      cached = count + 1;
    }

    /** What any call may do: serve a visit that was asked for. */
    void safePoint() {
      if (request.compareAndSet(1, 0)) {
        flushed += cached;
        cached = 0;
      }
    }

    @Actor
    public void coordinator() {
      request.set(1);
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = flushed;
      r.r2 = cached;
    }
  }

  /** No safe point while the cache is in use. */
  @JCStressTest
  @State
  @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "no visit in time")
  @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "both were flushed")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the first was flushed, the second came later")
  @Outcome(expect = FORBIDDEN, desc = "an element twice, or none")
  public static class Fixed {
    final AtomicInteger request = new AtomicInteger();
    int cached = 1;
    int flushed;

    @Actor
    public void owner() {
      int count = cached;
      cached = count + 1;
      safePoint();
    }

    /** What any call may do: serve a visit that was asked for. */
    void safePoint() {
      if (request.compareAndSet(1, 0)) {
        flushed += cached;
        cached = 0;
      }
    }

    @Actor
    public void coordinator() {
      request.set(1);
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = flushed;
      r.r2 = cached;
    }
  }

  /** A visit that finds the cache in use is put off. */
  @JCStressTest
  @State
  @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "no visit in time")
  @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "both were flushed")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the first was flushed, the second came later")
  @Outcome(expect = FORBIDDEN, desc = "an element twice, or none")
  public static class Deferred {
    final AtomicInteger request = new AtomicInteger();
    int cached = 1;
    int flushed;
    boolean busy;

    @Actor
    public void owner() {
      busy = true;
      int count = cached;
      safePoint();
      cached = count + 1;
      busy = false;
      safePoint();
    }

    /** What any call may do: serve a visit that was asked for. */
    void safePoint() {
      if (!busy && request.compareAndSet(1, 0)) {
        flushed += cached;
        cached = 0;
      }
    }

    @Actor
    public void coordinator() {
      request.set(1);
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = flushed;
      r.r2 = cached;
    }
  }

  /** An element is taken from the cache, with a safe point on the way. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "taken, and no visit in time")
  @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "taken, and then visited")
  @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "visited, and then nothing was left")
  @Outcome(expect = FORBIDDEN, desc = "taken and flushed")
  public static class Exercise {
    final AtomicInteger request = new AtomicInteger();
    int cached = 1;
    int flushed;
    int visits;

    @Actor
    public void owner(III_Result r) {
      int count = cached;
      if (count > 0) {
        safePoint();
        cached = count - 1;
        r.r1 = 1;
      }
    }

    /** What any call may do: serve a visit that was asked for. */
    void safePoint() {
      if (request.compareAndSet(1, 0)) {
        flushed += cached;
        cached = 0;
        visits++;
      }
    }

    @Actor
    public void coordinator() {
      request.set(1);
    }

    @Arbiter
    public void end(III_Result r) {
      r.r2 = flushed;
      r.r3 = visits;
    }
  }

  /** Taken first, and then the safe point. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "taken, and no visit in time")
  @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "taken, and then visited")
  @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "visited, and then nothing was left")
  @Outcome(expect = FORBIDDEN, desc = "taken and flushed")
  public static class Solution {
    final AtomicInteger request = new AtomicInteger();
    int cached = 1;
    int flushed;
    int visits;

    @Actor
    public void owner(III_Result r) {
      int count = cached;
      if (count > 0) {
        cached = count - 1;
        r.r1 = 1;
      }
      safePoint();
    }

    /** What any call may do: serve a visit that was asked for. */
    void safePoint() {
      if (request.compareAndSet(1, 0)) {
        flushed += cached;
        cached = 0;
        visits++;
      }
    }

    @Actor
    public void coordinator() {
      request.set(1);
    }

    @Arbiter
    public void end(III_Result r) {
      r.r2 = flushed;
      r.r3 = visits;
    }
  }
}
