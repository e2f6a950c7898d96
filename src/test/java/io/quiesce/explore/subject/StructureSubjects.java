package io.quiesce.explore.subject;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Data structures of GenMC's test suite, with the accesses and the modes that they have there. */
@SuppressWarnings("all")
public final class StructureSubjects {
  private StructureSubjects() {}

  /** Treiber's stack of numbered nodes; a pointer is a node and a count of changes. */
  @Outcome(expect = Expect.ACCEPTABLE)
  public abstract static class Treiber {
    private final AtomicInteger top = new AtomicInteger();
    private final AtomicIntegerArray next = new AtomicIntegerArray(8);

    void push(int node) {
      int old;
      do {
        old = top.getAcquire();
        next.setOpaque(node, old);
      } while (top.compareAndExchangeRelease(old, after(node, old)) != old);
    }

    int pop() {
      while (true) {
        int old = top.getAcquire();
        if (old >>> 16 == 0) {
          return 0;
        }
        int below = next.getOpaque(old >>> 16);
        if (top.compareAndExchangeRelease(old, after(below >>> 16, old)) == old) {
          return old >>> 16;
        }
      }
    }

    private static int after(int node, int old) {
      return node << 16 | (old & 0xffff) + 1;
    }
  }

  @JCStressTest
  @State
  public static class TwoPushesOnePop extends Treiber {
    @Actor
    public void a() {
      push(1);
    }

    @Actor
    public void b() {
      push(2);
    }

    @Actor
    public void c(I_Result r) {
      r.r1 = pop();
    }
  }

  @JCStressTest
  @State
  public static class TwoOfBoth extends Treiber {
    @Actor
    public void a(I_Result r) {
      push(1);
      pop();
    }

    @Actor
    public void b() {
      push(2);
      pop();
    }
  }

  @JCStressTest
  @State
  public static class ThreePushes extends Treiber {
    @Actor
    public void a(I_Result r) {
      push(1);
    }

    @Actor
    public void b() {
      push(2);
    }

    @Actor
    public void c() {
      push(3);
    }
  }

  @JCStressTest
  @State
  public static class TwoPushesTwoPops extends TwoPushesOnePop {
    @Actor
    public void d() {
      pop();
    }
  }

  @JCStressTest
  @State
  public static class ThreePushesOnePop extends ThreePushes {
    @Actor
    public void d() {
      pop();
    }
  }

  /** The deque of Chase and Lev, ten long: five pushes, three pops, two pushes beside a steal. */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class ChaseLev {
    private static final int LENGTH = 10;
    private final AtomicLong bottom = new AtomicLong();
    private final AtomicLong top = new AtomicLong();
    private final AtomicLongArray buffer = new AtomicLongArray(LENGTH);

    private void push(long item) {
      long b = bottom.getOpaque();
      long t = top.getAcquire();
      if (b - t < LENGTH) {
        buffer.setOpaque((int) (b % LENGTH), item);
        bottom.setRelease(b + 1);
      }
    }

    private void pop() {
      long b = bottom.getOpaque();
      bottom.setOpaque(b - 1);
      VarHandle.fullFence();
      long t = top.getOpaque();
      if (b - t <= 0) {
        bottom.setOpaque(b);
        return;
      }
      buffer.getOpaque((int) ((b - 1) % LENGTH));
      if (b - t == 1) {
        top.compareAndExchange(t, t + 1);
        bottom.setOpaque(b);
      }
    }

    private int steal() {
      long t = top.getOpaque();
      VarHandle.fullFence();
      long b = bottom.getAcquire();
      if (b - t <= 0) {
        return -1;
      }
      long item = buffer.getOpaque((int) (t % LENGTH));
      return top.compareAndExchangeRelease(t, t + 1) == t ? (int) item : -2;
    }

    @Actor
    public void owner() {
      for (int i = 1; i <= 5; i++) {
        push(i);
      }
      for (int i = 0; i < 3; i++) {
        pop();
      }
      push(6);
      push(7);
    }

    @Actor
    public void thief(I_Result r) {
      r.r1 = steal();
    }
  }

  /** A lock by tickets. */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class Tickets {
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger owner = new AtomicInteger();
    private int shared;

    private int use(int value) {
      int ticket = next.getAndAdd(1);
      while (owner.getAcquire() != ticket) {
        Thread.onSpinWait();
      }
      shared = value;
      int seen = shared;
      owner.setRelease(owner.getOpaque() + 1);
      return seen;
    }

    @Actor
    public void a(I_Result r) {
      r.r1 = use(1);
    }

    @Actor
    public void b() {
      use(2);
    }
  }
}
