package io.quiesce.gc.complete;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * At most one thread decides whether marking is over, and nobody waits for it (Go: {@code
 * markDoneSema}, for which the others sleep).
 *
 * <ol>
 *   <li><b>Begin.</b> NOBODY to DECIDING. Who finds a decider makes the word AGAIN and goes away.
 *   <li><b>End.</b> DECIDING to NOBODY. If the word is AGAIN, somebody became a candidate after the
 *       decider may have looked; then it is DECIDING again and the decider must look once more.
 * </ol>
 *
 * <p>So no candidate is lost: it decides itself, or the decider looks after it came (C7). Without
 * AGAIN a participant that leaves between the decider's look and its end would be the last
 * candidate, and would be turned away.
 *
 * <p>Orderings: begin and end are volatile compare-and-sets. Weaker, the decider's next look misses
 * what the candidate left, or two threads decide (C3). To end whoever came is a release: the next
 * decider sees what this one did, and this one looks at nothing afterwards on behalf of others.
 */
final class Decider {
  private static final int NOBODY = 0;
  private static final int DECIDING = 1;
  private static final int AGAIN = 2;

  private final AtomicInteger state = new AtomicInteger(NOBODY);

  Decider() {}

  /** True if the caller decides now; else the present decider will look again. */
  boolean tryBegin() {
    return state.getAndUpdate(now -> now == NOBODY ? DECIDING : AGAIN) == NOBODY;
  }

  /** True if the caller is done; false if it must look again, and is still the decider. */
  boolean tryEnd() {
    return state.getAndUpdate(now -> now == DECIDING ? NOBODY : DECIDING) == DECIDING;
  }

  /** Ends deciding, whoever came meanwhile: marking is closed, so there is nothing to look for. */
  void end() {
    // release, with tryBegin
    state.setRelease(NOBODY);
  }
}
