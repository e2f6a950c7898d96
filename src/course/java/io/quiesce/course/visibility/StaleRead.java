package io.quiesce.course.visibility;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Plain reads that race with a write. */
public final class StaleRead {
  private StaleRead() {}

  /** A loop that waits for a plain field. */
  @JCStressTest(Mode.Termination)
  @State
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "the worker saw the request")
  @Outcome(id = "STALE", expect = FORBIDDEN, desc = "the worker turns for ever")
  public static class Hoisted {
    boolean stop;

    @Actor
    public void worker() {
      while (!stop) {}
    }

    @Signal
    public void request() {
      stop = true;
    }
  }

  /** The same loop with an opaque field. */
  @JCStressTest(Mode.Termination)
  @State
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "the worker saw the request")
  @Outcome(id = "STALE", expect = FORBIDDEN, desc = "the worker turns for ever")
  public static class Waiting {
    final AtomicInteger stop = new AtomicInteger();

    @Actor
    public void worker() {
      while (stop.getOpaque() == 0) {}
    }

    @Signal
    public void request() {
      stop.setOpaque(1);
    }
  }

  /** Two plain reads of one field, reached by two names. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "new, and then old again")
  @Outcome(expect = ACCEPTABLE, desc = "old or new, in this order")
  public static class Broken {
    static class Box {
      int value;
    }

    final Box box = new Box();
    final Box sameBox = box;

    @Actor
    public void writer() {
      box.value = 1;
    }

    @Actor
    public void reader(II_Result r) {
      r.r1 = box.value;
      r.r2 = sameBox.value;
    }
  }

  /** The same with opaque reads. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "new, and then old again")
  @Outcome(expect = ACCEPTABLE, desc = "old or new, in this order")
  public static class Fixed {
    final AtomicInteger box = new AtomicInteger();
    final AtomicInteger sameBox = box;

    @Actor
    public void writer() {
      box.setOpaque(1);
    }

    @Actor
    public void reader(II_Result r) {
      r.r1 = box.getOpaque();
      r.r2 = sameBox.getOpaque();
    }
  }

  /** A worker counts what it has done, a display shows it twice. */
  @JCStressTest
  @State
  @Outcome(id = "(1, 0)|(2, 0)|(2, 1)", expect = FORBIDDEN, desc = "the display goes backwards")
  @Outcome(expect = ACCEPTABLE, desc = "the display never goes backwards")
  public static class Exercise {
    int done;

    @Actor
    public void worker() {
      done = 1;
      done = 2;
    }

    @Actor
    public void display(II_Result r) {
      r.r1 = done;
      r.r2 = done;
    }
  }

  /** The counter in opaque mode. */
  @JCStressTest
  @State
  @Outcome(id = "(1, 0)|(2, 0)|(2, 1)", expect = FORBIDDEN, desc = "the display goes backwards")
  @Outcome(expect = ACCEPTABLE, desc = "the display never goes backwards")
  public static class Solution {
    final AtomicInteger done = new AtomicInteger();

    @Actor
    public void worker() {
      done.setOpaque(1);
      done.setOpaque(2);
    }

    @Actor
    public void display(II_Result r) {
      r.r1 = done.getOpaque();
      r.r2 = done.getOpaque();
    }
  }
}
