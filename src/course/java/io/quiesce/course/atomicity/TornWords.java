package io.quiesce.course.atomicity;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** Values that are wider than one step, and facts that are wider than one word. */
public final class TornWords {
  private TornWords() {}

  /** A long that is written while it is read. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "before")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "after")
  @Outcome(expect = FORBIDDEN, desc = "half of each")
  public static class Broken {
    long word;

    @Actor
    public void writer() {
      word = -1;
    }

    @Actor
    public void reader(J_Result r) {
      r.r1 = word;
    }
  }

  /** The same in opaque mode. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "before")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "after")
  @Outcome(expect = FORBIDDEN, desc = "half of each")
  public static class Whole {
    final AtomicLong word = new AtomicLong();

    @Actor
    public void writer() {
      word.setOpaque(-1);
    }

    @Actor
    public void reader(J_Result r) {
      r.r1 = word.getOpaque();
    }
  }

  /** A worker queues what is left of its task, and then stops working. */
  @JCStressTest
  @State
  @Outcome(
      id = "0, 0",
      expect = FORBIDDEN,
      desc = "nobody works and nothing is queued, which was never true")
  @Outcome(expect = ACCEPTABLE, desc = "as it was at one moment")
  public static class TwoWords {
    volatile int queued;
    volatile int working = 1;

    @Actor
    public void worker() {
      queued = 1;
      working = 0;
    }

    @Actor
    public void observer(II_Result r) {
      r.r1 = queued;
      r.r2 = working;
    }
  }

  /** Both numbers in one word, which is read once. */
  @JCStressTest
  @State
  @Outcome(
      id = "0, 0",
      expect = FORBIDDEN,
      desc = "nobody works and nothing is queued, which was never true")
  @Outcome(expect = ACCEPTABLE, desc = "as it was at one moment")
  public static class Fixed {
    static final int QUEUED = 1 << 16;
    static final int WORKING = 1;

    final AtomicInteger word = new AtomicInteger(WORKING);

    @Actor
    public void worker() {
      word.addAndGet(QUEUED);
      word.addAndGet(-WORKING);
    }

    @Actor
    public void observer(II_Result r) {
      int seen = word.get();
      r.r1 = seen >>> 16;
      r.r2 = seen & 0xffff;
    }
  }

  /** A range is moved while it is read. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the old range")
  @Outcome(id = "2, 3", expect = ACCEPTABLE, desc = "the new range")
  @Outcome(expect = FORBIDDEN, desc = "a range that never was")
  public static class Exercise {
    volatile int low = 0;
    volatile int high = 1;

    @Actor
    public void mover() {
      high = 3;
      low = 2;
    }

    @Actor
    public void reader(II_Result r) {
      r.r1 = low;
      r.r2 = high;
    }
  }

  /** The range is one long. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the old range")
  @Outcome(id = "2, 3", expect = ACCEPTABLE, desc = "the new range")
  @Outcome(expect = FORBIDDEN, desc = "a range that never was")
  public static class Solution {
    final AtomicLong range = new AtomicLong(pack(0, 1));

    static long pack(int low, int high) {
      return (long) high << 32 | low;
    }

    @Actor
    public void mover() {
      range.setOpaque(pack(2, 3));
    }

    @Actor
    public void reader(II_Result r) {
      long seen = range.getOpaque();
      r.r1 = (int) seen;
      r.r2 = (int) (seen >>> 32);
    }
  }
}
