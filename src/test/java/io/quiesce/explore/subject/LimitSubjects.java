package io.quiesce.explore.subject;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Where the model ends. */
@SuppressWarnings("all")
public final class LimitSubjects {
  private LimitSubjects() {}

  /** Copies what the other copies: nothing but 0 comes out of nothing. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN)
  public static class ThinAir {
    int x;
    int y;

    @Actor
    public void left(II_Result r) {
      r.r1 = x;
      y = r.r1;
    }

    @Actor
    public void right(II_Result r) {
      r.r2 = y;
      x = r.r2;
    }
  }

  /** A time limit runs out at any moment or never, whatever its length. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the time had passed")
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "woken, or seen by chance")
  public static class TimeLimit {
    volatile Thread waiter;
    volatile int x;

    @Actor
    public void waits(II_Result r) {
      waiter = Thread.currentThread();
      LockSupport.parkNanos(Long.MAX_VALUE);
      r.r1 = x;
    }

    @Actor
    public void wakes(II_Result r) {
      x = 1;
      LockSupport.unpark(waiter);
    }
  }

  /** Counts while it waits, so that each turn is something new. */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class Counting {
    final AtomicInteger turns = new AtomicInteger();
    volatile boolean flag;

    @Actor
    public void counts(II_Result r) {
      while (!flag) {
        turns.incrementAndGet();
        Thread.onSpinWait();
      }
    }

    @Actor
    public void tells(II_Result r) {
      flag = true;
    }
  }

  /** 1, 1 is legal Java. */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE_INTERESTING)
  public static class LoadBuffering {
    int x;
    int y;

    @Actor
    public void left(II_Result r) {
      r.r1 = x;
      y = 1;
    }

    @Actor
    public void right(II_Result r) {
      r.r2 = y;
      x = 1;
    }
  }

  /** Two threads pass an array to the JDK while both write it: nothing that was written is lost. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN)
  public static class PassedTogether {
    final int[] data = new int[2];

    @Actor
    public void left() {
      data[0] = 1;
      Arrays.hashCode(data);
    }

    @Actor
    public void right() {
      data[1] = 1;
      Arrays.hashCode(data);
    }

    @Arbiter
    public void after(II_Result r) {
      r.r1 = data[0];
      r.r2 = data[1];
    }
  }

  /** A list that is a view of a shared array. */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class View {
    final Integer[] data = {0, 0};

    @Actor
    public void left(II_Result r) {
      r.r1 = Arrays.asList(data).get(0);
    }

    @Actor
    public void right() {
      data[0] = 1;
    }
  }

  /** Calls what is not written in Java. */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class Native {
    private static native int outside();

    @Actor
    public void left(II_Result r) {
      r.r1 = outside();
    }

    @Actor
    public void right(II_Result r) {
      r.r2 = 1;
    }
  }
}
