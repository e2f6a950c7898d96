package io.quiesce.explore.subject;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Monitors, locks, threads: one test a kind. The outcomes are exactly those that the model allows.
 */
@SuppressWarnings("all")
public final class BlockingSubjects {
  private BlockingSubjects() {}

  /** Sync. */
  @JCStressTest
  @State
  @Outcome(id = "2", expect = Expect.ACCEPTABLE)
  public static class Sync {
    int x;

    synchronized void inc() {
      x++;
    }

    @Actor
    public void a() {
      inc();
    }

    @Actor
    public void b() {
      inc();
    }

    @Arbiter
    public void z(I_Result r) {
      r.r1 = x;
    }
  }

  /** Wait. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE)
  public static class Wait {
    boolean f;

    @Actor
    public synchronized void a() throws InterruptedException {
      while (!f) wait();
    }

    @Actor
    public synchronized void b() {
      f = true;
      notify();
    }

    @Arbiter
    public void z(I_Result r) {
      r.r1 = f ? 1 : 0;
    }
  }

  /** Spawn. */
  @JCStressTest
  @State
  @Outcome(id = "7", expect = Expect.ACCEPTABLE)
  public static class Spawn {
    int x;

    @Actor
    public void a(I_Result r) throws Exception {
      Thread t = new Thread(() -> x = 7);
      t.start();
      t.join();
      r.r1 = x;
    }
  }

  /** Lk. */
  @JCStressTest
  @State
  @Outcome(id = "2", expect = Expect.ACCEPTABLE)
  public static class Lk {
    final ReentrantLock l = new ReentrantLock();
    int x;

    @Actor
    public void a() {
      l.lock();
      try {
        x++;
      } finally {
        l.unlock();
      }
    }

    @Actor
    public void b() {
      l.lock();
      try {
        x++;
      } finally {
        l.unlock();
      }
    }

    @Arbiter
    public void z(I_Result r) {
      r.r1 = x;
    }
  }

  /** Latch. */
  @JCStressTest
  @State
  @Outcome(id = "3", expect = Expect.ACCEPTABLE)
  public static class Latch {
    final CountDownLatch l = new CountDownLatch(1);
    int x;

    @Actor
    public void a() {
      x = 3;
      l.countDown();
    }

    @Actor
    public void b(I_Result r) throws Exception {
      l.await();
      r.r1 = x;
    }
  }

  /** TLoc. */
  @JCStressTest
  @State
  @Outcome(id = "2, 1", expect = Expect.ACCEPTABLE)
  public static class TLoc {
    final ThreadLocal<Integer> t = ThreadLocal.withInitial(() -> 1);

    @Actor
    public void a(II_Result r) {
      t.set(2);
      r.r1 = t.get();
    }

    @Actor
    public void b(II_Result r) throws Exception {
      r.r2 = t.get();
    }
  }
}
