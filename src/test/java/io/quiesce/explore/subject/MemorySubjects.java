package io.quiesce.explore.subject;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Fields, arrays, statics, objects: one test a kind. The outcomes are exactly those that the model
 * allows.
 */
@SuppressWarnings("all")
public final class MemorySubjects {
  private MemorySubjects() {}

  /** A record. */
  record Pt(int x, int y) {}

  /** Its constructor lets it escape. */
  static class Leaky {
    final int v;

    Leaky(Fin f) {
      f.q = this;
      v = 5;
    }
  }

  /** An enum. */
  enum Color {
    RED,
    GREEN
  }

  /** Field. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1", "2"},
      expect = Expect.ACCEPTABLE)
  public static class Field {
    int x;

    @Actor
    public void a() {
      x++;
    }

    @Actor
    public void b() {
      x++;
    }

    @Arbiter
    public void z(I_Result r) {
      r.r1 = x;
    }
  }

  /** Arr. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1", "2"},
      expect = Expect.ACCEPTABLE)
  public static class Arr {
    int[] x = new int[2];

    @Actor
    public void a() {
      x[1]++;
    }

    @Actor
    public void b() {
      x[1]++;
    }

    @Arbiter
    public void z(I_Result r) {
      r.r1 = x[1];
    }
  }

  /** RefArr. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 1", "2, 1"},
      expect = Expect.ACCEPTABLE)
  public static class RefArr {
    final Integer[] x = {0, 1};

    @Actor
    public void a() {
      x[0] = x[0] + 1;
    }

    @Actor
    public void b() {
      x[0] = x[0] + 1;
    }

    @Arbiter
    public void z(II_Result r) {
      r.r1 = x[0];
      r.r2 = x[1];
    }
  }

  /** Stat. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1", "2"},
      expect = Expect.ACCEPTABLE)
  public static class Stat {
    static int x;

    @Actor
    public void a() {
      x++;
    }

    @Actor
    public void b() {
      x++;
    }

    @Arbiter
    public void z(I_Result r) {
      r.r1 = x;
    }
  }

  /** Lam. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1", "2"},
      expect = Expect.ACCEPTABLE)
  public static class Lam {
    int x;
    Runnable q = () -> x++;

    @Actor
    public void a() {
      q.run();
    }

    @Actor
    public void b() {
      q.run();
    }

    @Arbiter
    public void z(I_Result r) {
      r.r1 = x;
    }
  }

  /** Rec. */
  @JCStressTest
  @State
  @Outcome(
      id = {"Pt\\[x=1, y=2\\]", "null"},
      expect = Expect.ACCEPTABLE)
  public static class Rec {
    Pt p;

    @Actor
    public void a() {
      p = new Pt(1, 2);
    }

    @Actor
    public void b(L_Result r) {
      r.r1 = p;
    }
  }

  /** Fin. */
  @JCStressTest
  @State
  @Outcome(
      id = {"-1", "0", "5"},
      expect = Expect.ACCEPTABLE)
  public static class Fin {
    Leaky q;

    @Actor
    public void a() {
      new Leaky(this);
    }

    @Actor
    public void b(I_Result r) {
      Leaky l = q;
      r.r1 = l == null ? -1 : l.v;
    }
  }

  /** Shared. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1", "2"},
      expect = Expect.ACCEPTABLE)
  public static class Shared {
    @Actor
    public void a(I_Result r) {
      r.r1 = 1;
    }

    @Actor
    public void b(I_Result r) {
      r.r1 = 2;
    }
  }

  /** En. */
  @JCStressTest
  @State
  @Outcome(
      id = {"g", "r"},
      expect = Expect.ACCEPTABLE)
  public static class En {
    volatile Color c = Color.RED;

    @Actor
    public void a() {
      c = Color.values()[1];
    }

    @Actor
    public void b(L_Result r) {
      r.r1 =
          switch (c) {
            case RED -> "r";
            case GREEN -> "g";
          };
    }
  }

  /** Copy. */
  @JCStressTest
  @State
  @Outcome(
      id = {"-1", "3"},
      expect = Expect.ACCEPTABLE)
  public static class Copy {
    int[] a = {1, 2};
    volatile int[] b;

    @Actor
    public void x() {
      b = a.clone();
    }

    @Actor
    public void y(I_Result r) {
      int[] c = b;
      r.r1 = c == null ? -1 : c[0] + c[1];
      a[0] = 9;
    }
  }
}
