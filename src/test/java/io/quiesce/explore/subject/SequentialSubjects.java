package io.quiesce.explore.subject;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.AtomicStampedReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** What one thread alone gets from classes of the JDK, to be compared with the JDK itself. */
@SuppressWarnings("all")
public final class SequentialSubjects {
  private SequentialSubjects() {}

  @Outcome(expect = Expect.ACCEPTABLE)
  public abstract static class Script {
    public abstract String run() throws Exception;

    @Actor
    public void one(L_Result r) throws Exception {
      r.r1 = run();
    }

    @Actor
    public void nobody() {}
  }

  @JCStressTest
  @State
  public static class Ints extends Script {
    final AtomicInteger x = new AtomicInteger(Integer.MAX_VALUE);
    final AtomicIntegerArray a = new AtomicIntegerArray(new int[] {1, 2});
    final AtomicBoolean b = new AtomicBoolean(true);

    @Override
    public String run() {
      return x.getAndIncrement()
          + " "
          + x.incrementAndGet()
          + x.getAndDecrement()
          + x.decrementAndGet()
          + " "
          + x.getAndAdd(7)
          + x.addAndGet(-9)
          + x.getAndSet(4)
          + " "
          + x.compareAndSet(5, 6)
          + x.compareAndSet(4, 6)
          + x.compareAndExchange(6, 8)
          + " "
          + x.getAndUpdate(v -> v * 2)
          + x.updateAndGet(v -> v + 1)
          + " "
          + x.getAndAccumulate(3, Math::max)
          + x.accumulateAndGet(30, Math::max)
          + x
          + " "
          + a.getAndAdd(1, 5)
          + a.incrementAndGet(0)
          + a.compareAndSet(0, 2, 3)
          + a
          + " "
          + b.getAndSet(false)
          + b.compareAndSet(true, false)
          + b.getPlain()
          + b;
    }
  }

  @JCStressTest
  @State
  public static class Longs extends Script {
    final AtomicLong x = new AtomicLong(Long.MAX_VALUE);
    final AtomicLongArray a = new AtomicLongArray(2);

    @Override
    public String run() {
      x.lazySet(x.incrementAndGet());
      a.set(1, 1L << 40);
      return x.getAndAdd(-1)
          + " "
          + x.getAcquire()
          + x.compareAndSet(3, 4)
          + x.compareAndExchangeRelease(7, 8)
          + " "
          + x.updateAndGet(v -> v / 2)
          + x.intValue()
          + x.floatValue()
          + x
          + " "
          + a.getAndUpdate(1, v -> v + 1)
          + a.addAndGet(0, -3)
          + a;
    }
  }

  @JCStressTest
  @State
  public static class References extends Script {
    final AtomicReference<String> x = new AtomicReference<>("a");
    final AtomicReferenceArray<String> a = new AtomicReferenceArray<>(2);
    final AtomicStampedReference<String> s = new AtomicStampedReference<>("s", 1);
    final AtomicMarkableReference<String> m = new AtomicMarkableReference<>("m", false);

    @Override
    public String run() {
      int[] stamp = new int[1];
      boolean[] mark = new boolean[1];
      return x.getAndSet("b")
          + " "
          + x.compareAndSet("a", "c")
          + x.updateAndGet(v -> v + "d")
          + x.getOpaque()
          + " "
          + a.getAndSet(1, "e")
          + a.compareAndSet(0, null, "f")
          + a
          + " "
          + s.compareAndSet("s", "t", 0, 2)
          + s.compareAndSet("s", "t", 1, 2)
          + " "
          + s.get(stamp)
          + stamp[0]
          + s.attemptStamp("t", 9)
          + s.getStamp()
          + " "
          + m.compareAndSet("m", "n", false, true)
          + m.get(mark)
          + mark[0]
          + m.isMarked();
    }
  }

  @JCStressTest
  @State
  public static class Updaters extends Script {
    static final AtomicIntegerFieldUpdater<Updaters> I =
        AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "i");
    static final AtomicLongFieldUpdater<Updaters> J =
        AtomicLongFieldUpdater.newUpdater(Updaters.class, "j");
    static final AtomicReferenceFieldUpdater<Updaters, String> L =
        AtomicReferenceFieldUpdater.newUpdater(Updaters.class, String.class, "l");
    volatile int i = 3;
    volatile long j = 4;
    volatile String l = "x";

    @Override
    public String run() {
      I.lazySet(this, 5);
      return I.getAndIncrement(this)
          + " "
          + I.addAndGet(this, 4)
          + I.compareAndSet(this, 1, 2)
          + I.getAndSet(this, 7)
          + " "
          + I.updateAndGet(this, v -> v * v)
          + I.getAndAccumulate(this, 1, (x, y) -> x - y)
          + " "
          + I.decrementAndGet(this)
          + I.getAndDecrement(this)
          + i
          + " "
          + J.incrementAndGet(this)
          + J.getAndAdd(this, -9)
          + J.getAndUpdate(this, v -> -v)
          + " "
          + J.accumulateAndGet(this, 5, Math::max)
          + J.compareAndSet(this, 5, 6)
          + j
          + " "
          + L.getAndSet(this, "y")
          + L.compareAndSet(this, "y", "z")
          + " "
          + L.updateAndGet(this, v -> v + v)
          + L.get(this)
          + l;
    }
  }

  @JCStressTest
  @State
  public static class Handles extends Script {
    static final VarHandle B;
    static final VarHandle S;
    static final VarHandle C;
    static final VarHandle Z;
    static final VarHandle F;
    static final VarHandle D;
    static final VarHandle T;
    static final VarHandle E = MethodHandles.arrayElementVarHandle(short[].class);

    static {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        B = lookup.findVarHandle(Handles.class, "b", byte.class);
        S = lookup.findVarHandle(Handles.class, "s", short.class);
        C = lookup.findVarHandle(Handles.class, "c", char.class);
        Z = lookup.findVarHandle(Handles.class, "z", boolean.class);
        F = lookup.findVarHandle(Handles.class, "f", float.class);
        D = lookup.findVarHandle(Handles.class, "d", double.class);
        T = lookup.findStaticVarHandle(Handles.class, "t", int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    byte b = 127;
    short s = -1;
    char c = 'x';
    boolean z = true;
    float f = 0.5f;
    double d = -0.25;
    static int t = 1;
    final short[] e = {5, 6};

    @Override
    public String run() {
      return (byte) B.getAndAdd(this, (byte) 2)
          + " "
          + b
          + (byte) B.getAndBitwiseAnd(this, (byte) 15)
          + (byte) B.getVolatile(this)
          + " "
          + (short) S.getAndBitwiseXorRelease(this, (short) 3)
          + s
          + " "
          + (char) C.getAndAddAcquire(this, (char) 1)
          + c
          + C.compareAndSet(this, 'y', 'z')
          + " "
          + (boolean) Z.getAndBitwiseAnd(this, false)
          + z
          + (boolean) Z.getAndSet(this, true)
          + " "
          + (float) F.getAndAdd(this, 1.5f)
          + f
          + F.compareAndSet(this, 2f, 3f)
          + f
          + " "
          + (double) D.getAndAdd(this, 0.5)
          + d
          + (double) D.getAndSetRelease(this, 9.0)
          + d
          + " "
          + (int) T.getAndAdd(4)
          + (int) T.getAndBitwiseOr(8)
          + (int) T.getAcquire()
          + " "
          + (short) E.getAndAdd(e, 1, (short) -7)
          + e[1]
          + (short) E.getOpaque(e, 0)
          + " "
          + (int) (byte) B.get(this)
          + (Object) S.getVolatile(this)
          + B.varType();
    }
  }
}
