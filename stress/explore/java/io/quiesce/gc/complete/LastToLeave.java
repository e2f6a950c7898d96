package io.quiesce.gc.complete;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two participants leave at once: whether one was the last is told by the word as its own leave
 * left it, so exactly one of them is (C3; golang.org/issue/19305 was a double wake-up).
 */
@JCStressTest
@State
@Outcome(
    id = {"1, 0", "0, 1"},
    expect = ACCEPTABLE,
    desc = "One of them was the last.")
@Outcome(expect = FORBIDDEN, desc = "Both were, or nobody.")
public class LastToLeave {
  private final Participants all = new Participants();

  /** Both take part. */
  public LastToLeave() {
    all.start(2);
    all.tryEnter();
    all.tryEnter();
  }

  /** Leaves. */
  @Actor
  public void left(II_Result r) {
    r.r1 = Participants.isCandidate(all.leave()) ? 1 : 0;
  }

  /** Leaves. */
  @Actor
  public void right(II_Result r) {
    r.r2 = Participants.isCandidate(all.leave()) ? 1 : 0;
  }
}
