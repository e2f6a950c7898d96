package io.quiesce.explore.subject;

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
}
