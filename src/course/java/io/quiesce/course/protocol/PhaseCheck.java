package io.quiesce.course.protocol;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Memory may be freed in phase OFF, and is looked at in phase MARK. */
public final class PhaseCheck {
  private PhaseCheck() {}

  /** The phase is looked at, and then memory is freed. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "freed before marking began")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "alive as long as it is looked at")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "freed under the eyes of the marker")
  public static class Broken {
    static final int OFF = 0;
    static final int MARK = 1;

    volatile int phase = OFF;
    volatile int alive = 1;

    @Actor
    public void freer() {
      if (phase == OFF) {
        alive = 0;
      }
    }

    @Actor
    public void marker(II_Result r) {
      phase = MARK;
      r.r1 = alive;
      r.r2 = alive;
    }
  }

  /** The phase is looked at again afterwards. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "freed before marking began")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "alive as long as it is looked at")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "freed under the eyes of the marker")
  public static class LookedTwice {
    static final int OFF = 0;
    static final int MARK = 1;

    volatile int phase = OFF;
    volatile int alive = 1;

    @Actor
    public void freer() {
      if (phase == OFF) {
        alive = 0;
        if (phase != OFF) {
          alive = 1;
        }
      }
    }

    @Actor
    public void marker(II_Result r) {
      phase = MARK;
      r.r1 = alive;
      r.r2 = alive;
    }
  }

  /** Phase and freers are in one word; marking waits for those who are inside. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "freed before marking began")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "alive as long as it is looked at")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "freed under the eyes of the marker")
  public static class Fixed {
    static final int MARK = 1;
    static final int FREER = 2;

    final AtomicInteger gate = new AtomicInteger();
    volatile int alive = 1;

    @Actor
    public void freer() {
      if (gate.compareAndSet(0, FREER)) {
        alive = 0;
        gate.addAndGet(-FREER);
      }
    }

    @Actor
    public void marker(II_Result r) {
      gate.addAndGet(MARK);
      while (gate.get() >= FREER) {
        Thread.onSpinWait();
      }
      r.r1 = alive;
      r.r2 = alive;
    }
  }

  /** The freer registers, and then looks; the marker closes, and then looks. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "freed before marking began")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "alive as long as it is looked at")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "freed under the eyes of the marker")
  public static class TwoWords {
    volatile int marking;
    volatile int freeing;
    volatile int alive = 1;

    @Actor
    public void freer() {
      freeing = 1;
      if (marking == 0) {
        alive = 0;
      }
      freeing = 0;
    }

    @Actor
    public void marker(II_Result r) {
      marking = 1;
      while (freeing != 0) {
        Thread.onSpinWait();
      }
      r.r1 = alive;
      r.r2 = alive;
    }
  }

  /** A file is used unless it is closed; the closer takes its contents away. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "closed before")
  @Outcome(id = "7", expect = ACCEPTABLE, desc = "used")
  @Outcome(expect = FORBIDDEN, desc = "used after it was taken away")
  public static class Exercise {
    volatile int closed;
    volatile int contents = 7;

    @Actor
    public void user(I_Result r) {
      if (closed == 0) {
        r.r1 = contents;
      }
    }

    @Actor
    public void closer() {
      closed = 1;
      contents = -1;
    }
  }

  /** The user registers before looking, and the closer waits for users. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "closed before")
  @Outcome(id = "7", expect = ACCEPTABLE, desc = "used")
  @Outcome(expect = FORBIDDEN, desc = "used after it was taken away")
  public static class Solution {
    static final int CLOSED = 1;
    static final int USER = 2;

    final AtomicInteger gate = new AtomicInteger();
    volatile int contents = 7;

    @Actor
    public void user(I_Result r) {
      if (gate.compareAndSet(0, USER)) {
        r.r1 = contents;
        gate.addAndGet(-USER);
      }
    }

    @Actor
    public void closer() {
      gate.addAndGet(CLOSED);
      while (gate.get() >= USER) {
        Thread.onSpinWait();
      }
      contents = -1;
    }
  }
}
