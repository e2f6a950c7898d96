package io.quiesce.explore.subject;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.AtomicStampedReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;
import org.openjdk.jcstress.infra.results.IL_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Atomics, updaters and handles: one test a class. The outcomes are exactly those that the model
 * allows.
 */
@SuppressWarnings("all")
public final class AtomicSubjects {
  private AtomicSubjects() {}

  /** A node of a stack. */
  static class Node {
    final int v;
    Node next;

    Node(int v) {
      this.v = v;
    }
  }

  /** Weak: of the library, each may fail for no reason. */
  @JCStressTest
  @State
  @Outcome(
      id = {"true, true", "true, false", "false, true", "false, false"},
      expect = Expect.ACCEPTABLE)
  public static class Weak {
    static final AtomicIntegerFieldUpdater<Weak> UPDATER =
        AtomicIntegerFieldUpdater.newUpdater(Weak.class, "field");
    final AtomicInteger x = new AtomicInteger(5);
    volatile int field = 5;

    @Actor
    public void a(ZZ_Result r) {
      r.r1 = x.weakCompareAndSetPlain(5, 6);
    }

    @Actor
    public void b(ZZ_Result r) {
      r.r2 = UPDATER.weakCompareAndSet(this, 5, 6);
    }
  }

  /** AI. */
  @JCStressTest
  @State
  @Outcome(
      id = {"6", "7"},
      expect = Expect.ACCEPTABLE)
  public static class AI {
    final AtomicInteger x = new AtomicInteger(5);

    @Actor
    public void a() {
      x.incrementAndGet();
    }

    @Actor
    public void b() {
      x.set(x.get() + 1);
    }

    @Arbiter
    public void z(I_Result r) {
      r.r1 = x.get();
    }
  }

  /** AL. */
  @JCStressTest
  @State
  @Outcome(id = "8", expect = Expect.ACCEPTABLE)
  public static class AL {
    final AtomicLong x = new AtomicLong(5);

    @Actor
    public void a() {
      x.updateAndGet(v -> v + 1);
    }

    @Actor
    public void b() {
      x.accumulateAndGet(2, Long::sum);
    }

    @Arbiter
    public void z(J_Result r) {
      r.r1 = x.get();
    }
  }

  /** AR. */
  @JCStressTest
  @State
  @Outcome(
      id = {"a, false", "c, true"},
      expect = Expect.ACCEPTABLE)
  public static class AR {
    final AtomicReference<String> x = new AtomicReference<>("a");

    @Actor
    public void a(LL_Result r) {
      r.r1 = x.getAndSet("b");
    }

    @Actor
    public void b(LL_Result r) {
      r.r2 = x.compareAndSet("a", "c");
    }
  }

  /** AArr. */
  @JCStressTest
  @State
  @Outcome(id = "3, pnull", expect = Expect.ACCEPTABLE)
  public static class AArr {
    final AtomicIntegerArray x = new AtomicIntegerArray(2);
    final AtomicReferenceArray<String> y = new AtomicReferenceArray<>(2);

    @Actor
    public void a() {
      x.incrementAndGet(1);
      y.set(0, "p");
    }

    @Actor
    public void b() {
      x.addAndGet(1, 2);
    }

    @Arbiter
    public void z(LL_Result r) {
      r.r1 = x.get(1);
      r.r2 = y.get(0) + y.get(1);
    }
  }

  /** AB. */
  @JCStressTest
  @State
  @Outcome(
      id = {"false, false", "true, true"},
      expect = Expect.ACCEPTABLE)
  public static class AB {
    final AtomicBoolean x = new AtomicBoolean();

    @Actor
    public void a(ZZ_Result r) {
      r.r1 = x.compareAndSet(false, true);
    }

    @Actor
    public void b(ZZ_Result r) {
      r.r2 = x.getAndSet(true);
    }
  }

  /** Stamp. */
  @JCStressTest
  @State
  @Outcome(
      id = {"false, true", "true, false"},
      expect = Expect.ACCEPTABLE)
  public static class Stamp {
    final AtomicStampedReference<String> x = new AtomicStampedReference<>("a", 1);

    @Actor
    public void a(ZZ_Result r) {
      r.r1 = x.compareAndSet("a", "b", 1, 2);
    }

    @Actor
    public void b(ZZ_Result r) {
      r.r2 = x.compareAndSet("a", "c", 1, 3);
    }
  }

  /** Upd. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, b", "2, b"},
      expect = Expect.ACCEPTABLE)
  public static class Upd {
    volatile int x;
    volatile String s = "a";
    static final AtomicIntegerFieldUpdater<Upd> U =
        AtomicIntegerFieldUpdater.newUpdater(Upd.class, "x");
    static final AtomicReferenceFieldUpdater<Upd, String> S =
        AtomicReferenceFieldUpdater.newUpdater(Upd.class, String.class, "s");

    @Actor
    public void a() {
      U.incrementAndGet(this);
    }

    @Actor
    public void b() {
      U.set(this, U.get(this) + 1);
      S.set(this, "b");
    }

    @Arbiter
    public void z(IL_Result r) {
      r.r1 = x;
      r.r2 = s;
    }
  }

  /** Bytes. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "0, 3", "7, 0", "7, 3"},
      expect = Expect.ACCEPTABLE)
  public static class Bytes {
    static final VarHandle V =
        MethodHandles.byteArrayViewVarHandle(int[].class, java.nio.ByteOrder.nativeOrder());
    final byte[] d = new byte[8];
    static final VarHandle E = MethodHandles.arrayElementVarHandle(long[].class);
    final long[] l = new long[2];

    @Actor
    public void a() {
      V.setVolatile(d, 0, 7);
      E.getAndAdd(l, 1, 3);
    }

    @Actor
    public void b(IJ_Result r) {
      r.r1 = (int) V.getVolatile(d, 0);
      r.r2 = (long) E.getAcquire(l, 1);
    }
  }

  /** Treiber. */
  @JCStressTest
  @State
  @Outcome(
      id = {"-1", "1"},
      expect = Expect.ACCEPTABLE)
  public static class Treiber {
    final AtomicReference<Node> top = new AtomicReference<>();

    void push(int v) {
      Node n = new Node(v);
      Node h;
      do {
        h = top.get();
        n.next = h;
      } while (!top.compareAndSet(h, n));
    }

    Integer pop() {
      Node h;
      do {
        h = top.get();
        if (h == null) return -1;
      } while (!top.compareAndSet(h, h.next));
      return h.v;
    }

    @Actor
    public void a(I_Result r) {
      push(1);
    }

    @Actor
    public void b(I_Result r) {
      r.r1 = pop();
    }
  }
}
