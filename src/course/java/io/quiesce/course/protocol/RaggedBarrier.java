package io.quiesce.course.protocol;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A visit to a processor: by itself at its next poll, or by the coordinator if it is idle. */
public final class RaggedBarrier {
  private RaggedBarrier() {}

  /** Polls, and then becomes idle. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = FORBIDDEN, desc = "nobody made the visit")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "visited once")
  @Outcome(expect = FORBIDDEN, desc = "visited twice")
  public static class Broken {
    final AtomicInteger running = new AtomicInteger(1);
    final AtomicInteger request = new AtomicInteger();
    final AtomicInteger visits = new AtomicInteger();

    @Actor
    public void processor() {
      visitIfAsked();
      running.set(0);
    }

    @Actor
    public void coordinator() {
      request.set(1);
      if (running.get() == 0) {
        visitIfAsked();
      }
    }

    void visitIfAsked() {
      if (request.compareAndSet(1, 0)) {
        visits.incrementAndGet();
      }
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = visits.get();
    }
  }

  /** Becomes idle by a release store, and polls again by an opaque look first. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = FORBIDDEN, desc = "nobody made the visit")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "visited once")
  @Outcome(expect = FORBIDDEN, desc = "visited twice")
  public static class Weak {
    final AtomicInteger running = new AtomicInteger(1);
    final AtomicInteger request = new AtomicInteger();
    final AtomicInteger visits = new AtomicInteger();

    @Actor
    public void processor() {
      running.setRelease(0);
      if (request.getOpaque() == 1) {
        visitIfAsked();
      }
    }

    @Actor
    public void coordinator() {
      request.set(1);
      if (running.get() == 0) {
        visitIfAsked();
      }
    }

    void visitIfAsked() {
      if (request.compareAndSet(1, 0)) {
        visits.incrementAndGet();
      }
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = visits.get();
    }
  }

  /** Becomes idle, and polls once more. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = FORBIDDEN, desc = "nobody made the visit")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "visited once")
  @Outcome(expect = FORBIDDEN, desc = "visited twice")
  public static class Fixed {
    final AtomicInteger running = new AtomicInteger(1);
    final AtomicInteger request = new AtomicInteger();
    final AtomicInteger visits = new AtomicInteger();

    @Actor
    public void processor() {
      visitIfAsked();
      running.set(0);
      visitIfAsked();
    }

    @Actor
    public void coordinator() {
      request.set(1);
      if (running.get() == 0) {
        visitIfAsked();
      }
    }

    void visitIfAsked() {
      if (request.compareAndSet(1, 0)) {
        visits.incrementAndGet();
      }
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = visits.get();
    }
  }

  /** The claim of a visit is a look and a store. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the processor visited")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the coordinator visited")
  @Outcome(expect = FORBIDDEN, desc = "nobody visited, or both did")
  public static class Exercise {
    volatile int running = 1;
    volatile int request;

    boolean claim() {
      if (request == 1) {
        request = 0;
        return true;
      }
      return false;
    }

    @Actor
    public void processor(II_Result r) {
      running = 0;
      if (claim()) {
        r.r1 = 1;
      }
    }

    @Actor
    public void coordinator(II_Result r) {
      request = 1;
      if (running == 0 && claim()) {
        r.r2 = 1;
      }
    }
  }

  /** The claim of a visit is one step. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the processor visited")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the coordinator visited")
  @Outcome(expect = FORBIDDEN, desc = "nobody visited, or both did")
  public static class Solution {
    volatile int running = 1;
    final AtomicInteger request = new AtomicInteger();

    boolean claim() {
      return request.compareAndSet(1, 0);
    }

    @Actor
    public void processor(II_Result r) {
      running = 0;
      if (claim()) {
        r.r1 = 1;
      }
    }

    @Actor
    public void coordinator(II_Result r) {
      request.set(1);
      if (running == 0 && claim()) {
        r.r2 = 1;
      }
    }
  }
}
