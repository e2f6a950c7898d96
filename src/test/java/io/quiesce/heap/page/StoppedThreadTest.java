package io.quiesce.heap.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Threads that are stopped for ever in the middle of an operation, played by doing only its first
 * steps: the others still finish, and find what is there.
 */
final class StoppedThreadTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final PageAllocator pages = new PageAllocator(20L * Chunk.PAGES);

  private long alloc(int n) {
    return assertTimeoutPreemptively(LIMIT, () -> pages.alloc(n));
  }

  /** Claims pages of a chunk up to the update of the summaries. */
  private void claim(int chunk, int lo, int hi) {
    assertThat(pages.space().chunk(chunk).take(lo, hi)).isEqualTo(hi);
    pages.space().chunk(chunk).clearScavenged(lo, hi);
    pages.space().chunk(chunk).changed(Chunk.CLAIMED);
  }

  private void growAll() {
    pages.grow(0, pages.maxPages());
  }

  @Test
  void alloc_claimerStoppedBeforeItsUpdate_passesTheClaimedPages() {
    growAll();
    claim(0, 0, Chunk.PAGES);

    assertThat(alloc(1)).isEqualTo(Claim.of(Chunk.PAGES, 1));
    assertThat(new PageAudit(pages).violations()).isEmpty();
  }

  @Test
  void alloc_claimerInsideAChunkStoppedBeforeItsUpdate_looksElsewhere() {
    growAll();
    pages.alloc(20 * Chunk.PAGES);
    pages.free(100, 10);
    pages.free(9 * Chunk.PAGES + 50, 10);
    claim(0, 100, 110);

    assertThat(alloc(6)).isEqualTo(Claim.of(9 * Chunk.PAGES + 50, 0));
    assertThat(new PageAudit(pages).violations()).isEmpty();
  }

  @Test
  void alloc_claimersStoppedEverywhere_answersNone() {
    growAll();
    for (int c = 0; c < 20; c++) {
      claim(c, 0, Chunk.PAGES);
    }

    assertThat(alloc(1)).isEqualTo(Claim.NONE);
    assertThat(alloc(Chunk.PAGES)).isEqualTo(Claim.NONE);
    assertThat(assertTimeoutPreemptively(LIMIT, () -> pages.allocToCache(new PageCache())))
        .isFalse();
  }

  @Test
  void alloc_claimerOfAMiddleWordStopped_rollsBackAndTakesTheNextRun() {
    growAll();
    claim(3, 70, 71);

    assertThat(alloc(4 * Chunk.PAGES)).isEqualTo(Claim.of(3 * Chunk.PAGES + 71, 4 * Chunk.PAGES));
    assertThat(new PageAudit(pages).freePages()).isEqualTo(16 * Chunk.PAGES - 1);
    assertThat(new PageAudit(pages).violations()).isEmpty();
  }

  @Test
  void alloc_freerStoppedBeforeItsUpdate_findsThePagesByTheBits() {
    growAll();
    pages.alloc(20 * Chunk.PAGES);
    pages.space().chunk(7).give(500, Chunk.PAGES);
    pages.space().chunk(8).give(0, 30);

    assertThat(alloc(42)).isEqualTo(Claim.of(8 * Chunk.PAGES - 12, 0));
    assertThat(alloc(1)).isEqualTo(Claim.NONE);
  }

  @Test
  void allocToCache_freerStoppedBeforeItsUpdate_takesThePages() {
    growAll();
    pages.alloc(20 * Chunk.PAGES);
    pages.space().chunk(7).give(130, 132);
    PageCache cache = new PageCache();

    assertThat(pages.allocToCache(cache)).isTrue();
    assertThat(cache.base()).isEqualTo(7 * Chunk.PAGES + 128);
    assertThat(cache.freeBits()).isEqualTo(0b1100);
  }

  @Test
  void alloc_raiserStoppedBeforeItsSecondReading_searchesBelowTheHintToo() {
    growAll();
    pages.space().hint().raise(0, 20);

    assertThat(alloc(1)).isEqualTo(Claim.of(0, 1));
    assertThat(alloc(20 * Chunk.PAGES - 1)).isEqualTo(Claim.of(1, 20 * Chunk.PAGES - 1));
  }

  @Test
  void grow_growerStoppedBeforeItsRelease_leavesPagesThatNobodyGets() {
    pages.space().map(0, 3);

    assertThat(alloc(1)).isEqualTo(Claim.NONE);
    pages.grow(3 * Chunk.PAGES, Chunk.PAGES);
    assertThat(alloc(2)).isEqualTo(Claim.of(3 * Chunk.PAGES, 2));
  }
}
