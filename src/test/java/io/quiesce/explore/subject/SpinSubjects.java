package io.quiesce.explore.subject;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Loops that wait, with reads that may be hoisted out of them and with reads that may not. */
@SuppressWarnings("all")
public final class SpinSubjects {
  private SpinSubjects() {}

  /** Looks with a plain read, which may be hoisted out of the loop. */
  @JCStressTest(Mode.Termination)
  @State
  @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE)
  @Outcome(id = "STALE", expect = Expect.FORBIDDEN)
  public static class Hoisted {
    boolean stop;

    @Actor
    public void actor() {
      while (!stop) {}
    }

    @Signal
    public void signal() {
      stop = true;
    }
  }

  /** Looks with a plain read that a fence keeps in the loop. */
  @JCStressTest(Mode.Termination)
  @State
  @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE)
  @Outcome(id = "STALE", expect = Expect.FORBIDDEN)
  public static class Fenced {
    boolean stop;

    @Actor
    public void actor() {
      while (!stop) {
        VarHandle.acquireFence();
      }
    }

    @Signal
    public void signal() {
      stop = true;
    }
  }

  /** Looks with an opaque read, which sees a write in the end. */
  @JCStressTest(Mode.Termination)
  @State
  @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE)
  @Outcome(id = "STALE", expect = Expect.FORBIDDEN)
  public static class Opaque {
    final AtomicBoolean stop = new AtomicBoolean();

    @Actor
    public void actor() {
      while (!stop.getOpaque()) {}
    }

    @Signal
    public void signal() {
      stop.setOpaque(true);
    }
  }

  /** Waits with plain reads, and tells what it has seen. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE)
  public static class Spinning {
    int x;

    @Actor
    public void waits(I_Result r) {
      while (x == 0) {}
      r.r1 = 1;
    }

    @Actor
    public void tells() {
      x = 1;
    }
  }

  /** Waits with {@code onSpinWait} until a guest that may never have come has left. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Refused.")
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Came and left before.")
  public static class Drain {
    static final int CLOSED = 1 << 16;
    final AtomicInteger guests = new AtomicInteger();
    int left;

    @Actor
    public void guest() {
      if (guests.compareAndSet(0, 1)) {
        left = 1;
        guests.addAndGet(-1);
      }
    }

    @Actor
    public void host(I_Result r) {
      guests.addAndGet(CLOSED);
      while ((guests.get() & CLOSED - 1) != 0) {
        Thread.onSpinWait();
      }
      r.r1 = left;
    }
  }

  /** A lock of weak compare-and-sets, which may fail for no reason, but not for ever. */
  @JCStressTest
  @State
  @Outcome(id = "2", expect = Expect.ACCEPTABLE)
  public static class WeakLock {
    final AtomicInteger lock = new AtomicInteger();
    int x;

    private void increment() {
      while (!lock.weakCompareAndSetAcquire(0, 1)) {
        Thread.onSpinWait();
      }
      x++;
      lock.setRelease(0);
    }

    @Actor
    public void left() {
      increment();
    }

    @Actor
    public void right() {
      increment();
    }

    @Arbiter
    public void total(I_Result r) {
      r.r1 = x;
    }
  }
}
