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

/** Two threads, each of which writes its own flag and then reads that of the other. */
public final class Dekker {
  private Dekker() {}

  /** Plain fields. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "neither sees the other")
  @Outcome(expect = ACCEPTABLE, desc = "at least one sees the other")
  public static class Plain {
    int asleep;
    int work;

    @Actor
    public void sleeper(II_Result r) {
      asleep = 1;
      r.r1 = work;
    }

    @Actor
    public void producer(II_Result r) {
      work = 1;
      r.r2 = asleep;
    }
  }

  /** Release and acquire. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "neither sees the other")
  @Outcome(expect = ACCEPTABLE, desc = "at least one sees the other")
  public static class Broken {
    final AtomicInteger asleep = new AtomicInteger();
    final AtomicInteger work = new AtomicInteger();

    @Actor
    public void sleeper(II_Result r) {
      asleep.setRelease(1);
      r.r1 = work.getAcquire();
    }

    @Actor
    public void producer(II_Result r) {
      work.setRelease(1);
      r.r2 = asleep.getAcquire();
    }
  }

  /** One of the two has a fence. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "neither sees the other")
  @Outcome(expect = ACCEPTABLE, desc = "at least one sees the other")
  public static class HalfFenced {
    final AtomicInteger asleep = new AtomicInteger();
    final AtomicInteger work = new AtomicInteger();

    @Actor
    public void sleeper(II_Result r) {
      asleep.setOpaque(1);
      VarHandle.fullFence();
      r.r1 = work.getOpaque();
    }

    @Actor
    public void producer(II_Result r) {
      work.setRelease(1);
      r.r2 = asleep.getAcquire();
    }
  }

  /** Volatile fields. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "neither sees the other")
  @Outcome(expect = ACCEPTABLE, desc = "at least one sees the other")
  public static class Fixed {
    volatile int asleep;
    volatile int work;

    @Actor
    public void sleeper(II_Result r) {
      asleep = 1;
      r.r1 = work;
    }

    @Actor
    public void producer(II_Result r) {
      work = 1;
      r.r2 = asleep;
    }
  }

  /** Opaque accesses with a full fence between them. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "neither sees the other")
  @Outcome(expect = ACCEPTABLE, desc = "at least one sees the other")
  public static class Fenced {
    final AtomicInteger asleep = new AtomicInteger();
    final AtomicInteger work = new AtomicInteger();

    @Actor
    public void sleeper(II_Result r) {
      asleep.setOpaque(1);
      VarHandle.fullFence();
      r.r1 = work.getOpaque();
    }

    @Actor
    public void producer(II_Result r) {
      work.setOpaque(1);
      VarHandle.fullFence();
      r.r2 = asleep.getOpaque();
    }
  }

  /** Two threads claim a slot each; whoever sees the other gives way. There are fences. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "neither sees the other")
  @Outcome(expect = ACCEPTABLE, desc = "at least one sees the other")
  public static class Exercise {
    final AtomicInteger left = new AtomicInteger();
    final AtomicInteger right = new AtomicInteger();

    @Actor
    public void first(II_Result r) {
      left.setOpaque(1);
      VarHandle.releaseFence();
      VarHandle.acquireFence();
      r.r1 = right.getOpaque();
    }

    @Actor
    public void second(II_Result r) {
      right.setOpaque(1);
      VarHandle.releaseFence();
      VarHandle.acquireFence();
      r.r2 = left.getOpaque();
    }
  }

  /** The fence that orders a write before a later read is the full one. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "neither sees the other")
  @Outcome(expect = ACCEPTABLE, desc = "at least one sees the other")
  public static class Solution {
    final AtomicInteger left = new AtomicInteger();
    final AtomicInteger right = new AtomicInteger();

    @Actor
    public void first(II_Result r) {
      left.setOpaque(1);
      VarHandle.fullFence();
      r.r1 = right.getOpaque();
    }

    @Actor
    public void second(II_Result r) {
      right.setOpaque(1);
      VarHandle.fullFence();
      r.r2 = left.getOpaque();
    }
  }
}
