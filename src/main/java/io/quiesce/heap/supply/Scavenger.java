package io.quiesce.heap.supply;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.Memory;
import io.quiesce.heap.page.Claim;
import io.quiesce.heap.page.PageAllocator;
import io.quiesce.heap.stats.HeapStats;
import io.quiesce.phase.ExecutionContext;

/**
 * Gives idle pages back to the system (Go: {@code mgcscavenge.go}).
 *
 * <p>It takes a run as if it allocated it, returns the bytes, moves the figures, and only then puts
 * the run back as scavenged. So nobody uses the bytes while they go, and no cut of the figures has
 * an allocation that takes back released bytes before it has their release (AC3).
 */
public final class Scavenger {
  private final PageAllocator pages;
  private final HeapStats stats;
  private final Memory memory;

  /** A scavenger of {@code pages}, which keeps figures and bytes in step. */
  public Scavenger(PageAllocator pages, HeapStats stats, Memory memory) {
    this.pages = pages;
    this.stats = stats;
    this.memory = memory;
  }

  /** Gives back about {@code bytes}, from the highest addresses down; returns how many. */
  public long some(ExecutionContext ctx, long bytes) {
    long wanted = (bytes + HeapAddress.PAGE_BYTES - 1) >> HeapAddress.PAGE_SHIFT;
    long done = 0;
    long below = pages.maxPages();
    while (done < wanted) {
      int limit = (int) Math.min(wanted - done, PageAllocator.CHUNK_PAGES);
      long claim = pages.takeUnscavenged(below, limit);
      if (claim == Claim.NONE) {
        break;
      }
      below = Claim.page(claim);
      giveBack(ctx, below, Claim.length(claim), Claim.length(claim));
      done += Claim.length(claim);
    }
    return HeapAddress.bytes(done);
  }

  /** Gives back exactly these pages; returns false if not all of them are free. */
  public boolean exactly(ExecutionContext ctx, long page, int n) {
    long claim = pages.allocRange(page, n);
    if (claim == Claim.NONE) {
      return false;
    }
    giveBack(ctx, page, n, n - Claim.scavenged(claim));
    return true;
  }

  private void giveBack(ExecutionContext ctx, long page, int n, int fresh) {
    memory.release(HeapAddress.of(page), HeapAddress.bytes(n));
    if (fresh > 0) {
      stats.scavenge(ctx, HeapAddress.bytes(fresh));
    }
    pages.freeScavenged(page, n);
  }
}
