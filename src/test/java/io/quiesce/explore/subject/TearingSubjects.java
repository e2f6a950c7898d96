package io.quiesce.explore.subject;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** One write of 64 ones, read while it happens: half of it must not be seen. */
@SuppressWarnings("all")
public final class TearingSubjects {
  private TearingSubjects() {}

  @Outcome(id = "0", expect = Expect.ACCEPTABLE)
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "torn")
  public abstract static class Whole {
    abstract long read();

    abstract void write(long value);

    @Actor
    public void writer() {
      write(-1);
    }

    @Actor
    public void reader(J_Result r) {
      r.r1 = read();
    }
  }

  @JCStressTest
  @State
  public static class PlainField extends Whole {
    long x;

    @Override
    long read() {
      return x;
    }

    @Override
    void write(long value) {
      x = value;
    }
  }

  @JCStressTest
  @State
  public static class StaticField extends Whole {
    static long x;

    @Override
    long read() {
      return x;
    }

    @Override
    void write(long value) {
      x = value;
    }
  }

  @JCStressTest
  @State
  public static class DoubleField extends Whole {
    double x;

    @Override
    long read() {
      return Double.doubleToRawLongBits(x);
    }

    @Override
    void write(long value) {
      x = Double.longBitsToDouble(value);
    }
  }

  @JCStressTest
  @State
  public static class ArrayElement extends Whole {
    final long[] x = new long[1];

    @Override
    long read() {
      return x[0];
    }

    @Override
    void write(long value) {
      x[0] = value;
    }
  }

  @JCStressTest
  @State
  public static class VolatileField extends Whole {
    volatile long x;

    @Override
    long read() {
      return x;
    }

    @Override
    void write(long value) {
      x = value;
    }
  }

  abstract static class Handled extends Whole {
    static final VarHandle X;

    static {
      try {
        X = MethodHandles.lookup().findVarHandle(Handled.class, "x", long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    long x;
  }

  @JCStressTest
  @State
  public static class PlainHandle extends Handled {
    @Override
    long read() {
      return (long) X.get(this);
    }

    @Override
    void write(long value) {
      X.set(this, value);
    }
  }

  @JCStressTest
  @State
  public static class OpaqueHandle extends Handled {
    @Override
    long read() {
      return (long) X.getOpaque(this);
    }

    @Override
    void write(long value) {
      X.setOpaque(this, value);
    }
  }

  /** Found by a reader without synchronisation, with what its maker has put into it. */
  @JCStressTest
  @State
  public static class Published extends Whole {
    PlainField holder;

    @Override
    long read() {
      PlainField seen = holder;
      return seen == null ? 0 : seen.x;
    }

    @Override
    void write(long value) {
      PlainField made = new PlainField();
      made.x = value;
      holder = made;
    }
  }

  /** The same, read atomically: nothing of it is torn. */
  @JCStressTest
  @State
  public static class PublishedWhole extends Whole {
    OpaqueHandle holder;

    @Override
    long read() {
      OpaqueHandle seen = holder;
      return seen == null ? 0 : (long) Handled.X.getOpaque(seen);
    }

    @Override
    void write(long value) {
      OpaqueHandle made = new OpaqueHandle();
      made.x = value;
      holder = made;
    }
  }

  /** Atomic on one side only. */
  @JCStressTest
  @State
  public static class Mixed extends Handled {
    @Override
    long read() {
      return (long) X.getOpaque(this);
    }

    @Override
    void write(long value) {
      x = value;
    }
  }
}
