package io.quiesce.explore.subject;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Modes that are needed, and modes that are not. */
@SuppressWarnings("all")
public final class WeakenSubjects {
  private WeakenSubjects() {}

  /** Release and acquire publish; nothing weaker does. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = Expect.FORBIDDEN)
  @Outcome(
      id = {"0, 0", "0, 1", "1, 1"},
      expect = Expect.ACCEPTABLE)
  public static class Right {
    static final VarHandle FLAG = handle(Right.class);
    int flag;
    int data;

    @Actor
    public void writer() {
      data = 1;
      FLAG.setRelease(this, 1);
    }

    @Actor
    public void reader(II_Result r) {
      r.r1 = (int) FLAG.getAcquire(this);
      r.r2 = data;
    }
  }

  /** A volatile field and a read-modify-write publish too, by more than is needed. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = Expect.FORBIDDEN)
  @Outcome(
      id = {"0, 0", "0, 1", "1, 1"},
      expect = Expect.ACCEPTABLE)
  public static class Overdone {
    final AtomicInteger flag = new AtomicInteger();
    int data;

    @Actor
    public void writer() {
      data = 1;
      flag.getAndSet(1);
    }

    @Actor
    public void reader(II_Result r) {
      r.r1 = flag.get();
      r.r2 = data;
    }
  }

  /** Each sees the other: full fences, no half of which is enough; one is a volatile field's. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN)
  @Outcome(
      id = {"0, 1", "1, 0", "1, 1"},
      expect = Expect.ACCEPTABLE)
  public static class Fenced {
    int x;
    int y;

    @Actor
    public void a(II_Result r) {
      x = 1;
      VarHandle.fullFence();
      r.r1 = y;
    }

    @Actor
    public void b(II_Result r) {
      y = 1;
      VarHandle.fullFence();
      r.r2 = x;
    }
  }

  /** Fails as it is, so it says nothing of modes; the volatile field is not asked about. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.FORBIDDEN)
  @Outcome(id = "0", expect = Expect.ACCEPTABLE)
  public static class Failing {
    volatile int x;

    @Actor
    public void a() {
      x = 1;
    }

    @Actor
    public void b(I_Result r) {
      r.r1 = x;
    }
  }

  private static VarHandle handle(Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(type, "flag", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
