package io.quiesce.heap.page;

import java.util.SplittableRandom;

/**
 * One thread's use of a shared allocator: random operations, each told to the {@link Ownership}
 * oracle, and its part of the account of scavenged pages.
 */
final class PageUser {
  private static final int MOST_RUNS = 64;

  private final int id;
  private final PageAllocator pages;
  private final Ownership ownership;
  private final SplittableRandom random;
  private final PageCache cache = new PageCache();
  private final long[] start = new long[MOST_RUNS];
  private final int[] length = new int[MOST_RUNS];
  private int runs;

  /** Pages made scavenged by this thread, less those taken over scavenged. */
  private long scavenged;

  PageUser(int id, long seed, PageAllocator pages, Ownership ownership) {
    this.id = id;
    this.pages = pages;
    this.ownership = ownership;
    random = new SplittableRandom(seed);
  }

  long scavenged() {
    return scavenged;
  }

  /** Pages in the runs that this thread holds. */
  long held() {
    long held = 0;
    for (int i = 0; i < runs; i++) {
      held += length[i];
    }
    return held;
  }

  /** Does one random operation; runs are at most {@code longest} pages. */
  void step(int longest) {
    int n = random.nextInt(3) == 0 ? 1 + random.nextInt(longest) : 1 + random.nextInt(40);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> note(pages.alloc(n), n);
      case 3, 4 -> allocSmall(1 + random.nextInt(15));
      case 5 -> note(pages.allocRange(random.nextInt((int) pages.maxPages() - n), n), n);
      case 6 -> scavenged += pages.scavengeSome(n);
      case 7, 8 -> freeOne();
      default -> {
        for (int k = random.nextInt(8); k >= 0; k--) {
          freeOne();
        }
      }
    }
  }

  private void allocSmall(int n) {
    if (cache.isEmpty()) {
      pages.allocToCache(cache);
    }
    note(cache.alloc(n), n);
  }

  /** Takes a run if there is one; whether there was. */
  boolean alloc(int n) {
    long claim = pages.alloc(n);
    note(claim, n);
    return claim != Claim.NONE;
  }

  private void note(long claim, int n) {
    if (claim == Claim.NONE) {
      return;
    }
    ownership.take(id, Claim.page(claim), n);
    scavenged -= Claim.scavenged(claim);
    start[runs] = Claim.page(claim);
    length[runs++] = n;
    if (runs == MOST_RUNS) {
      freeOne();
    }
  }

  /** Frees a random run of this thread, if it has one. */
  void freeOne() {
    if (runs == 0) {
      return;
    }
    int i = random.nextInt(runs--);
    long page = start[i];
    int n = length[i];
    start[i] = start[runs];
    length[i] = length[runs];
    ownership.give(id, page, n);
    if (random.nextInt(4) == 0) {
      pages.freeScavenged(page, n);
      scavenged += n;
    } else if (random.nextBoolean()) {
      pages.free(cache, page, n);
    } else {
      pages.free(page, n);
    }
  }

  /** Gives everything back. */
  void freeAll() {
    while (runs > 0) {
      freeOne();
    }
    flush();
  }

  /** Flushes the page cache. */
  void flush() {
    pages.flush(cache);
  }
}
