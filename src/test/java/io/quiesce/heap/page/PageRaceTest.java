package io.quiesce.heap.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Two threads, one operation each, many times: small enough that the moments in which two updates
 * overlap are hit often.
 */
final class PageRaceTest {
  private static final int ROUNDS = 300_000;

  private static PageAllocator full(int chunks) {
    PageAllocator pages = new PageAllocator((long) chunks * Chunk.PAGES);
    pages.grow(0, pages.maxPages());
    pages.allocRange(0, chunks * Chunk.PAGES);
    return pages;
  }

  /** Each thread has a page of its own, which it frees and takes in turns. */
  private static void toggle(PageAllocator pages, long first, long second)
      throws InterruptedException {
    Region region = pages.space().region(0);
    Crew.run(
        2,
        ROUNDS,
        (thread, round) -> {
          for (int delay = thread == 0 ? round % 3 : 0; delay > 0; delay--) {
            Thread.onSpinWait();
          }
          long page = thread == 0 ? first : second;
          if (round % 2 == 0) {
            pages.freeScavenged(page, 1);
          } else {
            requireScavenged(page, pages.allocRange(page, 1));
          }
        },
        round -> requireExact(region, pages.space().hint()));
  }

  private static void requireScavenged(long page, long claim) {
    if (claim != Claim.of(page, 1)) {
      throw new AssertionError("PG7: page " + page + " was freed as scavenged, claim " + claim);
    }
  }

  /** What the audit says, without making objects, so that rounds are short. */
  private static void requireExact(Region region, SearchHint hint) {
    for (int l = 0; l < region.levels(); l++) {
      for (int i = 0; i < region.size(l); i++) {
        if (region.summary(l, i) != region.recompute(l, i)) {
          throw new AssertionError("PG5: summary " + i + " of level " + l + " is stale");
        }
      }
    }
    for (int c = 0; c < Math.min(hint.chunk(), region.chunkCount()); c++) {
      if (region.summary(0, c) != 0) {
        throw new AssertionError("PG6: chunk " + c + " has free pages, hint " + hint.chunk());
      }
    }
  }

  @Test
  void update_twoPagesOfOneChunk_leavesTheLeafExact() throws InterruptedException {
    toggle(full(1), 5, 300);
  }

  @Test
  void update_twoPagesOfOneWord_leavesTheLeafExact() throws InterruptedException {
    toggle(full(1), 5, 6);
  }

  @Test
  void update_twoChunksOfOneNode_leavesAllLevelsExact() throws InterruptedException {
    toggle(full(2), 5, Chunk.PAGES + 5);
  }

  @Test
  void update_twoChunksFarApart_leavesAllLevelsExact() throws InterruptedException {
    toggle(full(9), 5, 8 * Chunk.PAGES + 5);
  }

  /** Neighbours in a word of marks, without standing still in between. */
  @Test
  void freeScavenged_twoPagesOfOneWord_keepTheirMarks() throws InterruptedException {
    PageAllocator pages = full(1);

    Crew.run(
        2,
        20,
        (thread, round) -> {
          for (int i = 0; i < 20_000; i++) {
            pages.freeScavenged(5 + thread, 1);
            requireScavenged(5 + thread, pages.allocRange(5 + thread, 1));
          }
        },
        round -> requireExact(pages.space().region(0), pages.space().hint()));
  }

  /**
   * The page is taken by the other thread as soon as it is free: its mark must be there by then.
   */
  @Test
  void freeScavenged_pageTakenAtOnce_isSeenScavenged() throws InterruptedException {
    PageAllocator pages = full(1);
    AtomicBoolean taken = new AtomicBoolean();

    Crew.run(
        2,
        ROUNDS,
        (thread, round) -> {
          if (thread == round % 2) {
            pages.freeScavenged(5, 1);
          } else {
            long claim = pages.allocRange(5, 1);
            for (int i = 0; i < 200 && claim == Claim.NONE; i++) {
              claim = pages.allocRange(5, 1);
            }
            taken.set(claim != Claim.NONE);
            requireScavenged(5, taken.get() ? claim : Claim.of(5, 1));
          }
        },
        round -> {
          requireExact(pages.space().region(0), pages.space().hint());
          if (!taken.get()) {
            requireScavenged(5, pages.allocRange(5, 1));
          }
        });
  }

  /**
   * Of two holes at the ends of a full heap one is free at every moment, and is never in the
   * summaries, as after a free that has not updated them yet. So each search ends with a scan,
   * during which the hole moves (PG9).
   */
  @Test
  void alloc_holeThatMovesDuringTheScan_isFound() throws InterruptedException {
    int chunks = 1000;
    PageAllocator pages = full(chunks);
    Chunk low = pages.space().chunk(0);
    Chunk high = pages.space().chunk(chunks - 1);
    give(low);
    AtomicBoolean over = new AtomicBoolean();

    Crew.run(
        2,
        1,
        (thread, round) -> {
          if (thread == 1) {
            moveHoles(low, high, over);
          } else {
            searchHoles(pages, over);
          }
        },
        round -> assertThat(over).isTrue());
  }

  private static void give(Chunk chunk) {
    chunk.give(7, 8);
    chunk.changed(Chunk.FREED);
  }

  private static boolean take(Chunk chunk) {
    boolean taken = chunk.take(7, 8) == 8;
    chunk.changed(Chunk.CLAIMED);
    return taken;
  }

  private static void moveHoles(Chunk low, Chunk high, AtomicBoolean over) {
    Chunk held = high;
    while (!over.get()) {
      Chunk other = held == high ? low : high;
      if (held != null) {
        give(held);
      }
      held = take(other) ? other : null;
    }
  }

  private static void searchHoles(PageAllocator pages, AtomicBoolean over) {
    long begin = System.nanoTime();
    try {
      for (int i = 0; System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(500); i++) {
        long claim = pages.alloc(1);
        if (claim == Claim.NONE) {
          throw new AssertionError("PG9: search " + i + " found nothing, but a page is free");
        }
        give(pages.space().chunk(Claim.page(claim) / Chunk.PAGES));
      }
    } finally {
      over.set(true);
    }
  }
}
