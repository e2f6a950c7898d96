package io.quiesce.heap.page;

/**
 * Finds free pages whose memory the operating system has not got back yet (Go: {@code
 * pageAlloc.scavengeOne}).
 *
 * <p>Pages being scavenged are owned by the scavenger (PG1): it takes them like any run, looks
 * again whether all of them are unscavenged while nobody else can change that, and gives them back
 * marked.
 */
final class Scavenger {
  private final AddressSpace space;
  private final Runs runs;

  Scavenger(AddressSpace space, Runs runs) {
    this.space = space;
    this.runs = runs;
  }

  /** See {@link PageAllocator#takeUnscavenged}. */
  long take(long below, int limit) {
    if (limit < 1 || below < 0) {
      throw new PageRangeException(
          "at most "
              + limit
              + " pages below page "
              + below
              + " requested; give a limit of at least 1 and a page index of at least 0");
    }
    long end = Math.min(below, space.pages());
    while (end > 0) {
      long first = (end - 1) / Chunk.PAGES * Chunk.PAGES;
      Chunk chunk = space.chunk(first / Chunk.PAGES);
      int hi = chunk == null ? 0 : FreeRuns.endOfUnscavenged(chunk, (int) (end - first));
      if (hi == 0) {
        end = first;
        continue;
      }
      int lo = FreeRuns.startOfUnscavenged(chunk, hi, limit);
      if (lo < hi && takeUnscavenged(first + lo, first + hi)) {
        return Claim.of(first + lo, hi - lo);
      }
    }
    return Claim.NONE;
  }

  private boolean takeUnscavenged(long page, long end) {
    if (!runs.take(page, end)) {
      return false;
    }
    if (runs.countScavenged(page, end) > 0) {
      runs.release(page, end, false);
      return false;
    }
    runs.settle(page, end);
    return true;
  }

  /** See {@link PageAllocator#scavengeSome}. */
  long scavenge(long limit) {
    long done = 0;
    long below = space.pages();
    while (done < limit) {
      long run = take(below, (int) Math.min(limit - done, Chunk.PAGES));
      if (run == Claim.NONE) {
        break;
      }
      below = Claim.page(run);
      runs.release(below, below + Claim.length(run), true);
      done += Claim.length(run);
    }
    return done;
  }
}
