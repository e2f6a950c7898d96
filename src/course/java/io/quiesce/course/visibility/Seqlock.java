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

/** A reader that checks by a sequence number that nobody wrote meanwhile. */
public final class Seqlock {
  private Seqlock() {}

  /** The fence stands before the data, and an acquire at the end. */
  @JCStressTest
  @State
  @Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "a writer was inside; try again")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after")
  @Outcome(expect = FORBIDDEN, desc = "half of each")
  public static class Broken {
    final AtomicInteger sequence = new AtomicInteger();
    final AtomicInteger mapped = new AtomicInteger();
    final AtomicInteger released = new AtomicInteger();

    @Actor
    public void writer() {
      sequence.setOpaque(1);
      VarHandle.releaseFence();
      mapped.setOpaque(1);
      released.setOpaque(1);
      sequence.setRelease(2);
    }

    @Actor
    public void reader(II_Result r) {
      int before = sequence.getOpaque();
      VarHandle.acquireFence();
      int first = mapped.getOpaque();
      int second = released.getOpaque();
      int after = sequence.getAcquire();
      boolean valid = before == after && before % 2 == 0;
      r.r1 = valid ? first : -1;
      r.r2 = valid ? second : -1;
    }
  }

  /** The writer has no fence after the odd number. */
  @JCStressTest
  @State
  @Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "a writer was inside; try again")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after")
  @Outcome(expect = FORBIDDEN, desc = "half of each")
  public static class WriterBroken {
    final AtomicInteger sequence = new AtomicInteger();
    final AtomicInteger mapped = new AtomicInteger();
    final AtomicInteger released = new AtomicInteger();

    @Actor
    public void writer() {
      sequence.setOpaque(1);
      mapped.setOpaque(1);
      released.setOpaque(1);
      sequence.setRelease(2);
    }

    @Actor
    public void reader(II_Result r) {
      int before = sequence.getAcquire();
      int first = mapped.getOpaque();
      int second = released.getOpaque();
      VarHandle.acquireFence();
      int after = sequence.getOpaque();
      boolean valid = before == after && before % 2 == 0;
      r.r1 = valid ? first : -1;
      r.r2 = valid ? second : -1;
    }
  }

  /** The reader reads the sequence with volatile reads. */
  @JCStressTest
  @State
  @Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "a writer was inside; try again")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after")
  @Outcome(expect = FORBIDDEN, desc = "half of each")
  public static class VolatileBroken {
    final AtomicInteger sequence = new AtomicInteger();
    final AtomicInteger mapped = new AtomicInteger();
    final AtomicInteger released = new AtomicInteger();

    @Actor
    public void writer() {
      sequence.setOpaque(1);
      VarHandle.releaseFence();
      mapped.setOpaque(1);
      released.setOpaque(1);
      sequence.setRelease(2);
    }

    @Actor
    public void reader(II_Result r) {
      int before = sequence.get();
      int first = mapped.getOpaque();
      int second = released.getOpaque();
      int after = sequence.get();
      boolean valid = before == after && before % 2 == 0;
      r.r1 = valid ? first : -1;
      r.r2 = valid ? second : -1;
    }
  }

  /**
   * A release fence in the writer, an acquire fence in the reader, each between data and sequence.
   */
  @JCStressTest
  @State
  @Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "a writer was inside; try again")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after")
  @Outcome(expect = FORBIDDEN, desc = "half of each")
  public static class Fixed {
    final AtomicInteger sequence = new AtomicInteger();
    final AtomicInteger mapped = new AtomicInteger();
    final AtomicInteger released = new AtomicInteger();

    @Actor
    public void writer() {
      sequence.setOpaque(1);
      VarHandle.releaseFence();
      mapped.setOpaque(1);
      released.setOpaque(1);
      sequence.setRelease(2);
    }

    @Actor
    public void reader(II_Result r) {
      int before = sequence.getAcquire();
      int first = mapped.getOpaque();
      int second = released.getOpaque();
      VarHandle.acquireFence();
      int after = sequence.getOpaque();
      boolean valid = before == after && before % 2 == 0;
      r.r1 = valid ? first : -1;
      r.r2 = valid ? second : -1;
    }
  }

  /** The writer announces itself with a release store. */
  @JCStressTest
  @State
  @Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "a writer was inside; try again")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after")
  @Outcome(expect = FORBIDDEN, desc = "half of each")
  public static class Exercise {
    final AtomicInteger sequence = new AtomicInteger();
    final AtomicInteger low = new AtomicInteger();
    final AtomicInteger high = new AtomicInteger();

    @Actor
    public void writer() {
      sequence.setRelease(1);
      low.setOpaque(1);
      high.setOpaque(1);
      sequence.setRelease(2);
    }

    @Actor
    public void reader(II_Result r) {
      int before = sequence.getAcquire();
      int first = low.getOpaque();
      int second = high.getOpaque();
      VarHandle.acquireFence();
      int after = sequence.getOpaque();
      boolean valid = before == after && before % 2 == 0;
      r.r1 = valid ? first : -1;
      r.r2 = valid ? second : -1;
    }
  }

  /** What must come first is a fence, not the mode of the store before it. */
  @JCStressTest
  @State
  @Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "a writer was inside; try again")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after")
  @Outcome(expect = FORBIDDEN, desc = "half of each")
  public static class Solution {
    final AtomicInteger sequence = new AtomicInteger();
    final AtomicInteger low = new AtomicInteger();
    final AtomicInteger high = new AtomicInteger();

    @Actor
    public void writer() {
      sequence.setOpaque(1);
      VarHandle.releaseFence();
      low.setOpaque(1);
      high.setOpaque(1);
      sequence.setRelease(2);
    }

    @Actor
    public void reader(II_Result r) {
      int before = sequence.getAcquire();
      int first = low.getOpaque();
      int second = high.getOpaque();
      VarHandle.acquireFence();
      int after = sequence.getOpaque();
      boolean valid = before == after && before % 2 == 0;
      r.r1 = valid ? first : -1;
      r.r2 = valid ? second : -1;
    }
  }
}
