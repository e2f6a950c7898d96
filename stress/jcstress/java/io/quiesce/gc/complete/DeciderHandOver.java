package io.quiesce.gc.complete;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A decider ends, whoever came meanwhile, and another one begins: it sees all that the first one
 * did (C3).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=DeciderHandOver}
 */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Turned away: the first one decides still.")
@Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "Decides next, and sees what was done.")
@Outcome(expect = FORBIDDEN, desc = "Decides on a state that is out of date.")
public class DeciderHandOver {
  private final Decider decider = new Decider();
  private int done;

  /** The first one decides. */
  public DeciderHandOver() {
    decider.tryBegin();
  }

  /** Does something, and ends. */
  @Actor
  public void first() {
    done = 7;
    decider.end();
  }

  /** Decides if it may. */
  @Actor
  public void next(II_Result r) {
    if (decider.tryBegin()) {
      r.r1 = 1;
      r.r2 = done;
    }
  }
}
