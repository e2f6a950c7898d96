package io.quiesce.heap.page;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * Pages that were handed out once are never called zero again (Z1, Z4), also when two runs raise
 * the mark of their arena at once; r3 is the higher run's second life.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=NeedZero}
 */
@JCStressTest
@State
@Outcome(id = "false, false, true", expect = ACCEPTABLE, desc = "Lower run first; both fresh.")
@Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "Higher run first; lower is zeroed.")
@Outcome(id = ".*, .*, false", expect = FORBIDDEN, desc = "Used pages are taken for zero.")
@Outcome(expect = FORBIDDEN, desc = "A fresh run above the mark is called dirty.")
public class NeedZero {
  private final ZeroedBase zeroed = new ZeroedBase(512, 512);

  /** Takes pages 0 to 3. */
  @Actor
  public void lower(ZZZ_Result r) {
    r.r1 = zeroed.needsZero(0, 4);
  }

  /** Takes pages 4 to 7. */
  @Actor
  public void higher(ZZZ_Result r) {
    r.r2 = zeroed.needsZero(4, 4);
  }

  /** Takes pages 4 to 7 again. */
  @Arbiter
  public void again(ZZZ_Result r) {
    r.r3 = zeroed.needsZero(4, 4);
  }
}
