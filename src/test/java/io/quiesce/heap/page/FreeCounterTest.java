package io.quiesce.heap.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whatever makes pages free moves the counters on which the answer none rests (PG9). */
final class FreeCounterTest {
  private final PageAllocator pages = new PageAllocator(4L * Chunk.PAGES);

  private void moves(Runnable operation) {
    long before = pages.space().frees();
    operation.run();
    assertThat(pages.space().frees()).isGreaterThan(before);
  }

  @Test
  void frees_afterEachKindOfFree_haveMoved() {
    moves(() -> pages.grow(0, 2L * Chunk.PAGES));
    moves(() -> pages.grow(2L * Chunk.PAGES, Chunk.PAGES));
    pages.alloc(3 * Chunk.PAGES);
    moves(() -> pages.free(1000, 30));
    moves(() -> pages.freeScavenged(100, 1));
    moves(() -> pages.scavenge(1000, 30));
    PageCache cache = new PageCache();
    assertThat(pages.allocToCache(cache)).isTrue();
    moves(() -> pages.flush(cache));
  }

  @Test
  void frees_afterARollback_haveMoved() {
    pages.grow(0, 2L * Chunk.PAGES);
    pages.allocRange(700, 1);

    moves(() -> assertThat(pages.allocRange(0, 900)).isEqualTo(Claim.NONE));
  }

  @Test
  void version_afterEachClaim_hasMoved() {
    pages.grow(0, Chunk.PAGES);
    Chunk chunk = pages.space().chunk(0);

    long before = chunk.version();
    pages.alloc(3);
    long afterAlloc = chunk.version();
    pages.allocToCache(new PageCache());

    assertThat(afterAlloc).isGreaterThan(before);
    assertThat(chunk.version()).isGreaterThan(afterAlloc);
  }
}
