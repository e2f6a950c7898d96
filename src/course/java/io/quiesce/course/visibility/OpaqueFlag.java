package io.quiesce.course.visibility;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What opaque mode promises, and what it does not. */
public final class OpaqueFlag {
  private OpaqueFlag() {}

  /** A request is prepared, and then posted in opaque mode. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the request without what it asks for")
  @Outcome(expect = ACCEPTABLE, desc = "no request yet, or all of it")
  public static class Broken {
    int request;
    final AtomicInteger posted = new AtomicInteger();

    @Actor
    public void coordinator() {
      request = 1;
      posted.setOpaque(1);
    }

    @Actor
    public void processor(II_Result r) {
      r.r1 = posted.getOpaque();
      r.r2 = request;
    }
  }

  /** Fences make up for what the accesses do not do. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the request without what it asks for")
  @Outcome(expect = ACCEPTABLE, desc = "no request yet, or all of it")
  public static class Fenced {
    int request;
    final AtomicInteger posted = new AtomicInteger();

    @Actor
    public void coordinator() {
      request = 1;
      VarHandle.releaseFence();
      posted.setOpaque(1);
    }

    @Actor
    public void processor(II_Result r) {
      r.r1 = posted.getOpaque();
      VarHandle.acquireFence();
      r.r2 = request;
    }
  }

  /** Posted with release, taken with acquire. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the request without what it asks for")
  @Outcome(expect = ACCEPTABLE, desc = "no request yet, or all of it")
  public static class Fixed {
    int request;
    final AtomicInteger posted = new AtomicInteger();

    @Actor
    public void coordinator() {
      request = 1;
      posted.setRelease(1);
    }

    @Actor
    public void processor(II_Result r) {
      r.r1 = posted.getAcquire();
      r.r2 = request;
    }
  }

  /** A counter that is only watched: here opaque is enough. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the counter goes backwards")
  @Outcome(expect = ACCEPTABLE, desc = "never backwards")
  public static class Watched {
    final AtomicInteger counter = new AtomicInteger();

    @Actor
    public void worker() {
      counter.setOpaque(1);
    }

    @Actor
    public void monitor(II_Result r) {
      r.r1 = counter.getOpaque();
      r.r2 = counter.getOpaque();
    }
  }

  /** A log: a line is written, then the length is raised. Two lines are appended. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "empty")
  @Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "one line")
  @Outcome(id = "2, 79", expect = ACCEPTABLE, desc = "two lines")
  @Outcome(expect = FORBIDDEN, desc = "a line that is not there")
  public static class Exercise {
    final int[] lines = new int[2];
    final AtomicInteger length = new AtomicInteger();

    @Actor
    public void writer() {
      lines[0] = 7;
      length.setOpaque(1);
      lines[1] = 9;
      length.setOpaque(2);
    }

    @Actor
    public void reader(II_Result r) {
      int shown = 0;
      int n = length.getOpaque();
      for (int i = 0; i < n; i++) {
        shown = 10 * shown + lines[i];
      }
      r.r1 = n;
      r.r2 = shown;
    }
  }

  /** The length publishes the lines below it. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "empty")
  @Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "one line")
  @Outcome(id = "2, 79", expect = ACCEPTABLE, desc = "two lines")
  @Outcome(expect = FORBIDDEN, desc = "a line that is not there")
  public static class Solution {
    final int[] lines = new int[2];
    final AtomicInteger length = new AtomicInteger();

    @Actor
    public void writer() {
      lines[0] = 7;
      length.setRelease(1);
      lines[1] = 9;
      length.setRelease(2);
    }

    @Actor
    public void reader(II_Result r) {
      int shown = 0;
      int n = length.getAcquire();
      for (int i = 0; i < n; i++) {
        shown = 10 * shown + lines[i];
      }
      r.r1 = n;
      r.r2 = shown;
    }
  }
}
