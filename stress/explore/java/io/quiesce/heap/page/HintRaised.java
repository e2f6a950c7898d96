package io.quiesce.heap.page;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The last free page of a chunk is taken, so the taker raises the search hint over the chunk, while
 * another page of it comes back: the raiser's second look and the freer's look at the hint must not
 * miss each other (PG6).
 *
 * <p>Hardware seldom opens this window of a few instructions; here every execution is visited.
 */
@JCStressTest
@State
@Outcome(id = "3, 1", expect = ACCEPTABLE, desc = "Page 100 is free, and not below the hint.")
@Outcome(expect = FORBIDDEN, desc = "A free page below the hint: first fit is broken (PG6).")
public class HintRaised extends PageScenario {
  /** One page is free. */
  public HintRaised() {
    super(3, 1);
  }

  /** Takes it; the chunk is full now. */
  @Actor
  public void taker(II_Result r) {
    r.r1 = take(1);
  }

  /** Gives another one back. */
  @Actor
  public void freer() {
    pages.free(100, 1);
  }

  /** Audits. */
  @Arbiter
  public void audit(II_Result r) {
    r.r2 = audit();
  }
}
