package io.quiesce.gc.complete;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two claim the only root job: one has it, and however far the counter overshoots none is left.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=RootJobRaces}
 */
@JCStressTest
@State
@Outcome(
    id = {"0, -1, 0", "-1, 0, 0"},
    expect = ACCEPTABLE,
    desc = "One of them has it; none is left.")
@Outcome(expect = FORBIDDEN, desc = "Claimed twice, by nobody, or one seems to be left.")
public class RootJobRaces {
  private final RootJobs roots = new RootJobs();

  /** One job. */
  public RootJobRaces() {
    roots.prepare(1);
  }

  /** Claims. */
  @Actor
  public void left(III_Result r) {
    r.r1 = roots.claim();
  }

  /** Claims. */
  @Actor
  public void right(III_Result r) {
    r.r2 = roots.claim();
  }

  /** Whether one is left. */
  @Arbiter
  public void audit(III_Result r) {
    r.r3 = roots.available() ? 1 : 0;
  }
}
