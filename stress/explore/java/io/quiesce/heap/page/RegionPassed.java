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
 * The search hint stands at the end of a region, and is raised over the first chunk of the next
 * one, in which nothing was ever mapped, while growth makes that region: the raiser's second look
 * and the grower's look at the hint must not miss each other (PG6).
 *
 * <p>A region spans 16 GiB; hardware would need a heap of that size for this window.
 */
@JCStressTest
@State
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The new chunk is not below the hint.")
@Outcome(expect = FORBIDDEN, desc = "A free page below the hint: first fit is broken (PG6).")
public class RegionPassed {
  private static final long NEXT = Region.CHUNKS;
  private final AddressSpace space = new AddressSpace((NEXT + 1) * Chunk.PAGES);
  private final Runs runs = new Runs(space);

  /** The last chunks of the first region are full or were never mapped. */
  public RegionPassed() {
    long low = NEXT - 64;
    grow(low);
    runs.claim(low * Chunk.PAGES, Chunk.PAGES);
    space.raiseHint();
  }

  private void grow(long chunk) {
    space.map(chunk, chunk + 1);
    runs.release(chunk * Chunk.PAGES, (chunk + 1) * Chunk.PAGES, true);
  }

  /** Raises the hint, as every claim does. */
  @Actor
  public void raiser() {
    space.raiseHint();
  }

  /** Grows by the first chunk of the next region. */
  @Actor
  public void grower() {
    grow(NEXT);
  }

  /** Whether the hint lets a search find the new chunk. */
  @Arbiter
  public void audit(I_Result r) {
    r.r1 = space.hint().chunk() <= NEXT ? 1 : -1;
  }
}
