package io.quiesce.explore.subject;

import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Constructors that hand {@code this} out, in ways that are not plain to see. */
@SuppressWarnings("all")
public final class EscapeSubjects {
  private EscapeSubjects() {}

  /** Lets the object escape, cast, and has no final field itself. */
  static class Parent {
    Parent(InSuperclass shared) {
      shared.q = (Heir) this;
    }
  }

  /** Its superclass lets it escape before its own constructor has begun. */
  static class Heir extends Parent {
    final int v;

    Heir(InSuperclass shared) {
      super(shared);
      v = 5;
    }
  }

  /** A final field may be seen unset. */
  @JCStressTest
  @State
  @Outcome(
      id = {"-1", "0", "5"},
      expect = Expect.ACCEPTABLE)
  public static class InSuperclass {
    Heir q;

    @Actor
    public void a() {
      new Heir(this);
    }

    @Actor
    public void b(I_Result r) {
      Heir l = q;
      r.r1 = l == null ? -1 : l.v;
    }
  }

  /** Says that it equals everything. */
  static class EqualToAll {
    @Override
    public boolean equals(Object other) {
      return true;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  /** Hands itself out. */
  static class Part extends EqualToAll {
    final int w;

    Part(BesideAnother shared) {
      shared.part = this;
      w = 1;
    }
  }

  /** Makes a part, and then hands itself out. */
  static class Whole {
    final int v;

    Whole(BesideAnother shared) {
      new Part(shared);
      shared.q = this;
      v = 5;
    }
  }

  /** The end of the part's constructor is not that of the whole's, whatever equals says. */
  @JCStressTest
  @State
  @Outcome(
      id = {"-1", "0", "5"},
      expect = Expect.ACCEPTABLE)
  public static class BesideAnother {
    Part part;
    Whole q;

    @Actor
    public void a() {
      new Whole(this);
    }

    @Actor
    public void b(I_Result r) {
      Whole l = q;
      r.r1 = l == null ? -1 : l.v;
    }
  }

  /** The JDK puts another element into a shared array, which equals the one that was there. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0", "1"},
      expect = Expect.ACCEPTABLE)
  public static class FilledWithAnEqual {
    static final class Same extends EqualToAll {
      final int v;

      Same(int v) {
        this.v = v;
      }
    }

    final Object[] shared = {new Same(0)};

    @Actor
    public void a() {
      Arrays.fill(shared, new Same(1));
    }

    @Actor
    public void b(I_Result r) {
      r.r1 = ((Same) shared[0]).v;
    }
  }
}
