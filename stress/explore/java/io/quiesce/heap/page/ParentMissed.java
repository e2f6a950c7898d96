package io.quiesce.heap.page;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The only free page of one chunk is taken while one of another chunk comes back: the summary above
 * both is the same before and after, so the freer may find it right and leave. The taker, who
 * writes it in between, must then see the other chunk's summary (PG5).
 *
 * <p>Hardware seldom opens this window of a few instructions; here every execution is visited.
 */
@JCStressTest
@State
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The page is found from above.")
@Outcome(expect = FORBIDDEN, desc = "A free page that no summary above it tells of (PG5).")
public class ParentMissed {
  private final AddressSpace space = new AddressSpace(2L * Chunk.PAGES);
  private final Runs runs = new Runs(space);

  /** Page 3 is free. */
  public ParentMissed() {
    space.map(0, 2);
    runs.release(3, 4, false);
  }

  /** Takes it. */
  @Actor
  public void taker() {
    runs.claim(3, 1);
  }

  /** Gives a page of the other chunk back. */
  @Actor
  public void freer() {
    runs.release(Chunk.PAGES + 100L, Chunk.PAGES + 101L, false);
  }

  /** The longest run that the summary of both chunks tells of. */
  @Arbiter
  public void audit(I_Result r) {
    r.r1 = Summary.max(space.region(0).root());
  }
}
