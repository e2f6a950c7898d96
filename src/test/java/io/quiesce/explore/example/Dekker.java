package io.quiesce.explore.example;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The core of Dekker's mutual exclusion: one of two sees the other. */
@JCStressTest
@State
@Outcome(
    id = {"0, 1", "1, 0", "1, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One saw the other.")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "Both go in.")
public class Dekker {
  private volatile int left;
  private volatile int right;

  /** Raises the left flag, then looks at the right one. */
  @Actor
  public void left(II_Result r) {
    left = 1;
    r.r1 = right;
  }

  /** Raises the right flag, then looks at the left one. */
  @Actor
  public void right(II_Result r) {
    right = 1;
    r.r2 = left;
  }
}
