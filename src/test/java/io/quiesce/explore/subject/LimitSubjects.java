package io.quiesce.explore.subject;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Where the model ends. */
@SuppressWarnings("all")
public final class LimitSubjects {
  private LimitSubjects() {}

  /** 1, 1 is legal Java. */
  @JCStressTest
  @State
  @Outcome(expect = Expect.ACCEPTABLE)
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE_INTERESTING)
  public static class LoadBuffering {
    int x;
    int y;

    @Actor
    public void left(II_Result r) {
      r.r1 = x;
      y = 1;
    }

    @Actor
    public void right(II_Result r) {
      r.r2 = y;
      x = 1;
    }
  }
}
