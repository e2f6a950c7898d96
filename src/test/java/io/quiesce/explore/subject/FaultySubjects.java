package io.quiesce.explore.subject;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Tests that the explorer has to refute, refuse or leave undecided. */
@SuppressWarnings("all")
public final class FaultySubjects {
  private FaultySubjects() {}

  /** Plain store buffering, declared as forbidden. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 1", "1, 0", "1, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "one saw the other")
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "both missed")
  public static class Buffering {
    int x;
    int y;

    @Actor
    public void left(II_Result r) {
      x = 1;
      r.r1 = y;
    }

    @Actor
    public void right(II_Result r) {
      y = 1;
      r.r2 = x;
    }
  }

  /** Two locks in two orders. */
  @JCStressTest
  @State
  @Outcome(id = "2", expect = Expect.ACCEPTABLE)
  public static class TwoLocks {
    final Object m = new Object();
    final Object n = new Object();
    int through;

    @Actor
    public void left() {
      synchronized (m) {
        synchronized (n) {
          through++;
        }
      }
    }

    @Actor
    public void right() {
      synchronized (n) {
        synchronized (m) {
          through++;
        }
      }
    }

    @Arbiter
    public void arbiter(I_Result r) {
      r.r1 = through;
    }
  }

  /** An actor that throws in one execution. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE)
  public static class Throwing {
    volatile int x;

    @Actor
    public void left() {
      x = 1;
    }

    @Actor
    public void right() {
      if (x == 1) {
        throw new IllegalStateException("boom");
      }
    }

    @Arbiter
    public void arbiter(I_Result r) {
      r.r1 = x;
    }
  }

  /** Uses a class that is not modelled. */
  @JCStressTest
  @State
  @Outcome(id = ".*", expect = Expect.ACCEPTABLE)
  public static class Unmodelled {
    final ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();

    @Actor
    public void left() {
      map.put("a", 1);
    }

    @Actor
    public void right(L_Result r) {
      r.r1 = map.get("a");
    }
  }

  /** The permit comes before the thread is known. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  public static class LostPermit {
    Thread sleeper;
    volatile boolean ready;

    @Actor
    public void left() {
      sleeper = Thread.currentThread();
      while (!ready) {
        LockSupport.park();
      }
    }

    @Actor
    public void right() {
      ready = true;
      LockSupport.unpark(sleeper);
    }

    @Arbiter
    public void arbiter(L_Result r) {
      r.r1 = ready;
    }
  }

  /** Ends when it is told to. */
  @JCStressTest(Mode.Termination)
  @State
  @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE)
  @Outcome(id = "STALE", expect = Expect.FORBIDDEN)
  public static class Ending {
    volatile boolean stop;

    @Actor
    public void actor() {
      while (!stop) {}
    }

    @Signal
    public void signal() {
      stop = true;
    }
  }

  /** Is told something else. */
  @JCStressTest(Mode.Termination)
  @State
  @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE)
  @Outcome(id = "STALE", expect = Expect.FORBIDDEN)
  public static class Endless {
    volatile boolean stop;
    volatile boolean other;

    @Actor
    public void actor() {
      while (!stop) {}
    }

    @Signal
    public void signal() {
      other = true;
    }
  }
}
