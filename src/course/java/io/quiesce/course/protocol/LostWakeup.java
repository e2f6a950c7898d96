package io.quiesce.course.protocol;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A thread that sleeps until there is work. */
public final class LostWakeup {
  private LostWakeup() {}

  /** Looks for work, then registers and sleeps. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "did not have to sleep")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "slept, and was woken")
  @Outcome(expect = FORBIDDEN, desc = "something else")
  public static class Broken {
    final AtomicInteger work = new AtomicInteger();
    final AtomicReference<Thread> asleep = new AtomicReference<>();

    @Actor
    public void sleeper(II_Result r) {
      if (work.get() == 0) {
        asleep.set(Thread.currentThread());
        r.r2 = 1;
        LockSupport.park();
      }
      r.r1 = work.get();
    }

    @Actor
    public void producer() {
      work.set(1);
      Thread thread = asleep.get();
      if (thread != null) {
        LockSupport.unpark(thread);
      }
    }
  }

  /** Registers with a release store, then looks; the producer acquires. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "did not have to sleep")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "slept, and was woken")
  @Outcome(expect = FORBIDDEN, desc = "something else")
  public static class Weak {
    final AtomicInteger work = new AtomicInteger();
    final AtomicReference<Thread> asleep = new AtomicReference<>();

    @Actor
    public void sleeper(II_Result r) {
      asleep.setRelease(Thread.currentThread());
      if (work.getAcquire() == 0) {
        r.r2 = 1;
        LockSupport.park();
      }
      r.r1 = work.get();
    }

    @Actor
    public void producer() {
      work.setRelease(1);
      Thread thread = asleep.getAcquire();
      if (thread != null) {
        LockSupport.unpark(thread);
      }
    }
  }

  /** Registers, then looks again for work. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "did not have to sleep")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "slept, and was woken")
  @Outcome(expect = FORBIDDEN, desc = "something else")
  public static class Fixed {
    final AtomicInteger work = new AtomicInteger();
    final AtomicReference<Thread> asleep = new AtomicReference<>();

    @Actor
    public void sleeper(II_Result r) {
      asleep.set(Thread.currentThread());
      while (work.get() == 0) {
        r.r2 = 1;
        LockSupport.park();
      }
      r.r1 = work.get();
    }

    @Actor
    public void producer() {
      work.set(1);
      Thread thread = asleep.get();
      if (thread != null) {
        LockSupport.unpark(thread);
      }
    }
  }

  /** The same with a flag that says that somebody sleeps, and a permit. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "did not have to sleep")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "slept, and was woken")
  @Outcome(expect = FORBIDDEN, desc = "something else")
  public static class Exercise {
    volatile int work;
    volatile int sleeping;
    volatile int woken;

    @Actor
    public void sleeper(II_Result r) {
      if (work == 0) {
        sleeping = 1;
        r.r2 = 1;
        while (woken == 0) {
          Thread.onSpinWait();
        }
      }
      r.r1 = work;
    }

    @Actor
    public void producer() {
      work = 1;
      if (sleeping == 1) {
        woken = 1;
      }
    }
  }

  /** Announced, then looked at again. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "did not have to sleep")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "slept, and was woken")
  @Outcome(expect = FORBIDDEN, desc = "something else")
  public static class Solution {
    volatile int work;
    volatile int sleeping;
    volatile int woken;

    @Actor
    public void sleeper(II_Result r) {
      sleeping = 1;
      if (work == 0) {
        r.r2 = 1;
        while (woken == 0) {
          Thread.onSpinWait();
        }
      }
      r.r1 = work;
    }

    @Actor
    public void producer() {
      work = 1;
      if (sleeping == 1) {
        woken = 1;
      }
    }
  }
}
