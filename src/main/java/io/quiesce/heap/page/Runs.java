package io.quiesce.heap.page;

/**
 * Takes and gives back runs that may lie across words, chunks and regions (Go: {@code
 * pageAlloc.allocRange}, {@code pageAlloc.free}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Take.</b> Word by word in ascending order, each by one CAS from all free. A page found
 *       taken ends it.
 *   <li><b>Roll back.</b> After a conflict what was taken is made free again, announced and
 *       summarised like any free: others may have seen it taken.
 *   <li><b>Settle.</b> After success: clear and count scavenged bits, raise the version of each
 *       chunk, update the summaries. Scavenged bits are untouched until here, so rolling back
 *       restores everything.
 *   <li><b>Give.</b> Check every bit; mark scavenged if asked; clear word by word; raise the
 *       versions; update the summaries.
 * </ol>
 *
 * Invariants: PG1, PG3 by the CAS on each word; PG4 by the check; PG7 because scavenged bits change
 * only between take and give.
 *
 * <p>Progress: a claim fails only at a page that another thread holds. If that is for a claim under
 * way, it stands higher in the address space; the highest one cannot fail for that reason. So when
 * some claims fail, another succeeds or has succeeded.
 */
final class Runs {
  private final AddressSpace space;

  Runs(AddressSpace space) {
    this.space = space;
  }

  private static int bit(long page) {
    return (int) (page & Chunk.PAGES - 1);
  }

  /** The end of the part of {@code from..end} that lies in the chunk of {@code from}. */
  private static long stop(long from, long end) {
    return Math.min((from | Chunk.PAGES - 1) + 1, end);
  }

  /** Takes pages and settles the claim; {@link Claim#NONE}, and no change, if one is not free. */
  long claim(long page, int n) {
    return take(page, page + n) ? Claim.of(page, settle(page, page + n)) : Claim.NONE;
  }

  /**
   * Takes pages without settling, so that the scavenged bits can still be looked at; to be followed
   * by {@link #settle} or {@link #release}. False, and no change, if one is not free.
   */
  boolean take(long page, long end) {
    for (long at = page; at < end; at = stop(at, end)) {
      long stop = stop(at, end);
      Chunk chunk = space.chunk(at >>> Chunk.LOG_PAGES);
      int lo = bit(at);
      int taken = chunk == null ? lo : chunk.take(lo, lo + (int) (stop - at));
      long reached = at + taken - lo;
      if (reached < stop) {
        if (reached > page) {
          release(page, reached, false);
        }
        return false;
      }
    }
    return true;
  }

  /** Completes a claim: returns how many of the pages were scavenged, which they are no more. */
  int settle(long page, long end) {
    int scavenged = 0;
    for (long at = page; at < end; at = stop(at, end)) {
      Chunk chunk = space.chunk(at >>> Chunk.LOG_PAGES);
      int lo = bit(at);
      scavenged += chunk.clearScavenged(lo, lo + (int) (stop(at, end) - at));
      chunk.changed(Chunk.CLAIMED);
    }
    space.update(page, end);
    return scavenged;
  }

  /** Scavenged pages among those of an unsettled claim. */
  int countScavenged(long page, long end) {
    int scavenged = 0;
    for (long at = page; at < end; at = stop(at, end)) {
      Chunk chunk = space.chunk(at >>> Chunk.LOG_PAGES);
      scavenged += chunk.countScavenged(bit(at), bit(at) + (int) (stop(at, end) - at));
    }
    return scavenged;
  }

  /**
   * Makes owned pages free.
   *
   * @param scavenged whether to mark them scavenged; else the marks stay as they are
   * @throws PageStateException if a page turns out to be free: two threads free it at once
   */
  void release(long page, long end, boolean scavenged) {
    long given = page;
    for (long at = page; at < end && given == at; at = stop(at, end)) {
      Chunk chunk = space.chunk(at >>> Chunk.LOG_PAGES);
      int lo = bit(at);
      int hi = lo + (int) (stop(at, end) - at);
      if (scavenged) {
        chunk.setScavenged(lo, hi);
      }
      given = at + chunk.give(lo, hi) - lo;
      chunk.changed(Chunk.FREED);
    }
    space.update(page, end);
    if (given < end) {
      throw new PageStateException(
          "page "
              + given
              + " of the run "
              + page
              + ".."
              + (end - 1)
              + " was freed by another thread"
              + " during this free; pages from "
              + page
              + " to before it are free now; find the two"
              + " owners of the run");
    }
  }

  /** Throws unless all pages are mapped and taken. */
  void requireTaken(long page, long end) {
    for (long at = page; at < end; at = stop(at, end)) {
      Chunk chunk = requireMapped(at, page, end);
      int lo = bit(at);
      int hi = lo + (int) (stop(at, end) - at);
      int free = chunk.firstFree(lo, hi);
      if (free < hi) {
        throw new PageStateException(
            "cannot free pages "
                + page
                + ".."
                + (end - 1)
                + ": page "
                + (at + free - lo)
                + " is free already; look for a double free or a wrong length");
      }
    }
  }

  /** Throws unless all pages are mapped. */
  void requireMapped(long page, long end) {
    for (long at = page; at < end; at = stop(at, end)) {
      requireMapped(at, page, end);
    }
  }

  private Chunk requireMapped(long at, long page, long end) {
    Chunk chunk = space.chunk(at >>> Chunk.LOG_PAGES);
    if (chunk == null) {
      throw new PageRangeException(
          "pages "
              + page
              + ".."
              + (end - 1)
              + " are not in grown memory: nothing is mapped at page "
              + at
              + "; grow it first, or check the address");
    }
    return chunk;
  }
}
