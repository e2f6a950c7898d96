package io.quiesce.course.protocol;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A worker takes a task from a queue; a detector says when all is done. */
public final class Termination {
  private Termination() {}

  /** Takes the task, and then counts as active. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not over yet")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "over, and the task was done")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "called over with a task at hand")
  public static class Broken {
    volatile int queued = 1;
    volatile int active;
    volatile int finished;

    @Actor
    public void worker() {
      queued = 0;
      active = 1;
      finished = 1;
      active = 0;
    }

    @Actor
    public void detector(II_Result r) {
      if (queued == 0 && active == 0) {
        r.r1 = 1;
        r.r2 = finished;
      }
    }
  }

  /** Counts as active before it takes; the detector looks for the active first. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not over yet")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "over, and the task was done")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "called over with a task at hand")
  public static class WrongOrder {
    volatile int queued = 1;
    volatile int active;
    volatile int finished;

    @Actor
    public void worker() {
      active = 1;
      queued = 0;
      finished = 1;
      active = 0;
    }

    @Actor
    public void detector(II_Result r) {
      if (active == 0 && queued == 0) {
        r.r1 = 1;
        r.r2 = finished;
      }
    }
  }

  /** One count of tasks that are queued or under way. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not over yet")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "over, and the task was done")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "called over with a task at hand")
  public static class Fixed {
    final AtomicInteger pending = new AtomicInteger(1);
    volatile int finished;

    @Actor
    public void worker() {
      finished = 1;
      pending.decrementAndGet();
    }

    @Actor
    public void detector(II_Result r) {
      if (pending.get() == 0) {
        r.r1 = 1;
        r.r2 = finished;
      }
    }
  }

  /** A task makes another one before it ends. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not over yet")
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "over, and both tasks were done")
  @Outcome(expect = FORBIDDEN, desc = "called over too early")
  public static class Exercise {
    final AtomicInteger pending = new AtomicInteger(1);
    volatile int finished;

    @Actor
    public void worker() {
      finished = 1;
      pending.decrementAndGet();
      pending.incrementAndGet();
      finished = 2;
      pending.decrementAndGet();
    }

    @Actor
    public void detector(II_Result r) {
      if (pending.get() == 0) {
        r.r1 = 1;
        r.r2 = finished;
      }
    }
  }

  /** The child is counted before the parent is not. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not over yet")
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "over, and both tasks were done")
  @Outcome(expect = FORBIDDEN, desc = "called over too early")
  public static class Solution {
    final AtomicInteger pending = new AtomicInteger(1);
    volatile int finished;

    @Actor
    public void worker() {
      finished = 1;
      pending.incrementAndGet();
      pending.decrementAndGet();
      finished = 2;
      pending.decrementAndGet();
    }

    @Actor
    public void detector(II_Result r) {
      if (pending.get() == 0) {
        r.r1 = 1;
        r.r2 = finished;
      }
    }
  }
}
