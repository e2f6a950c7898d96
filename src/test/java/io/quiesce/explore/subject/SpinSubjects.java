package io.quiesce.explore.subject;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
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
}
