package io.quiesce.bench.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** The programs that are measured. */
public final class ExplorePrograms {
  private ExplorePrograms() {}

  private static VarHandle handle(Class<?> owner, String name) {
    try {
      return MethodHandles.lookup().findVarHandle(owner, name, int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Store buffering with plain accesses. */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class StoreBuffering {
    int x;
    int y;

    /** Left. */
    @Actor
    public void left(II_Result r) {
      x = 1;
      r.r1 = y;
    }

    /** Right. */
    @Actor
    public void right(II_Result r) {
      y = 1;
      r.r2 = x;
    }
  }

  /** One push beside one pop. */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class PushPop {
    final LinkedStack stack = new LinkedStack();

    /** Left. */
    @Actor
    public void left() {
      stack.push(1);
    }

    /** Right. */
    @Actor
    public void right(I_Result r) {
      r.r1 = stack.pop();
    }
  }

  /** Push and pop beside push and pop. */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class PushPopTwice {
    final LinkedStack stack = new LinkedStack();

    /** Left. */
    @Actor
    public void left(II_Result r) {
      stack.push(1);
      r.r1 = stack.pop();
    }

    /** Right. */
    @Actor
    public void right(II_Result r) {
      stack.push(2);
      r.r2 = stack.pop();
    }
  }

  /** GenMC's fib_bench(5). */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class Fibonacci5 {
    private static final VarHandle X = handle(Fibonacci5.class, "x");
    private static final VarHandle Y = handle(Fibonacci5.class, "y");
    private static final int GREATEST = 144;
    int x = 1;
    int y = 1;

    /** Adds to one number. */
    @Actor
    public void left() {
      for (int i = 0; i < 5; i++) {
        X.setRelease(this, (int) X.getAcquire(this) + (int) Y.getAcquire(this));
      }
    }

    /** Adds to the other number. */
    @Actor
    public void right() {
      for (int i = 0; i < 5; i++) {
        Y.setRelease(this, (int) Y.getAcquire(this) + (int) X.getAcquire(this));
      }
    }

    /** Looks whether one is too great. */
    @Actor
    public void check(I_Result r) {
      boolean tooGreat = (int) X.getAcquire(this) > GREATEST || (int) Y.getAcquire(this) > GREATEST;
      r.r1 = tooGreat ? 1 : 0;
    }
  }

  /** GenMC's casw(6). */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class CompareAndWrite6 {
    private static final VarHandle X = handle(CompareAndWrite6.class, "x");
    int x;

    private void compareAndWrite(int number) {
      X.compareAndSet(this, 0, 1);
      X.setVolatile(this, number + 3);
    }

    /** First. */
    @Actor
    public void a() {
      compareAndWrite(1);
    }

    /** Second. */
    @Actor
    public void b() {
      compareAndWrite(2);
    }

    /** Third. */
    @Actor
    public void c() {
      compareAndWrite(3);
    }

    /** Fourth. */
    @Actor
    public void d() {
      compareAndWrite(4);
    }

    /** Fifth. */
    @Actor
    public void e() {
      compareAndWrite(5);
    }

    /** Sixth. */
    @Actor
    public void f(I_Result r) {
      compareAndWrite(6);
    }
  }
}
