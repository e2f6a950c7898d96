package io.quiesce.heap.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Errors, limits and geometry of {@link PageAllocator}. */
final class PageAllocatorTest {
  private static final int CHUNK = PageAllocator.CHUNK_PAGES;

  private final PageAllocator pages = new PageAllocator(8L * CHUNK);
  private final PageAudit audit = new PageAudit(pages);

  /** Every bit, summary and the hint, to show that nothing was changed. */
  private List<Object> state() {
    List<Object> state = new ArrayList<>();
    for (long p = 0; p < pages.maxPages(); p++) {
      state.add(audit.isFree(p) + " " + audit.isScavenged(p));
    }
    Region region = pages.space().region(0);
    for (int l = 0; region != null && l < region.levels(); l++) {
      for (int i = 0; i < region.size(l); i++) {
        state.add(region.summary(l, i));
      }
    }
    state.add(pages.space().hint().chunk());
    state.add(audit.mappedPages());
    return state;
  }

  private void refused(Class<? extends Exception> error, Runnable operation, String... words) {
    List<Object> before = state();

    assertThatThrownBy(operation::run).isInstanceOf(error).hasMessageContainingAll(words);

    assertThat(state()).isEqualTo(before);
  }

  @Nested
  final class Free {
    @Test
    void free_pageTwice_isRefusedAndChangesNothing() {
      pages.grow(0, CHUNK);
      pages.alloc(3);
      pages.free(0, 3);

      refused(PageStateException.class, () -> pages.free(0, 3), "0..2", "page 0", "double free");
    }

    @Test
    void free_runWhoseLastPageIsFree_isRefusedAndChangesNothing() {
      pages.grow(0, 2 * CHUNK);
      pages.alloc(CHUNK + 99);

      refused(PageStateException.class, () -> pages.free(5, CHUNK + 95), "page " + (CHUNK + 99));
      refused(
          PageStateException.class, () -> pages.freeScavenged(5, CHUNK + 95), "is free already");
    }

    @Test
    void free_unmappedPages_isRefusedAndChangesNothing() {
      pages.grow(CHUNK, CHUNK);
      pages.alloc(CHUNK);

      refused(PageRangeException.class, () -> pages.free(CHUNK - 1, 1), "not in grown memory");
      refused(PageRangeException.class, () -> pages.free(2 * CHUNK - 1, 2), "not in grown memory");
      refused(PageRangeException.class, () -> pages.free(CHUNK, 0), "0 pages");
      refused(PageRangeException.class, () -> pages.free(-1, 1), "-1");
      refused(PageRangeException.class, () -> pages.free(Long.MAX_VALUE, 1), "not a range");
    }
  }

  @Nested
  final class Grow {
    @Test
    void grow_mappedChunk_isRefusedAndChangesNothing() {
      pages.grow(2 * CHUNK, CHUNK);

      refused(PageStateException.class, () -> pages.grow(CHUNK, 3 * CHUNK), "1024..1535", "mapped");
    }

    @Test
    void grow_badRange_isRefused() {
      refused(PageRangeException.class, () -> pages.grow(1, CHUNK), "multiples of 512");
      refused(PageRangeException.class, () -> pages.grow(0, 64), "multiples of 512");
      refused(PageRangeException.class, () -> pages.grow(0, 9 * CHUNK), "not a range");
      refused(PageRangeException.class, () -> pages.grow(0, 0), "0 pages");
    }

    @Test
    void grow_oneChunk_makesItsPagesFreeAndScavenged() {
      pages.grow(3L * CHUNK, CHUNK);

      assertThat(audit.freePages()).isEqualTo(CHUNK);
      assertThat(audit.scavengedPages()).isEqualTo(CHUNK);
      assertThat(pages.alloc(CHUNK)).isEqualTo(Claim.of(3L * CHUNK, CHUNK));
      assertThat(audit.violations()).isEmpty();
    }

    @Test
    void constructor_badSize_isRefused() {
      for (long size : new long[] {0, -CHUNK, 100, (1L << 35) + CHUNK}) {
        assertThatThrownBy(() -> new PageAllocator(size))
            .isInstanceOf(PageRangeException.class)
            .hasMessageContaining("" + size);
      }
    }
  }

  @Nested
  final class Alloc {
    @Test
    void alloc_nothingGrown_answersNone() {
      assertThat(pages.alloc(1)).isEqualTo(Claim.NONE);
      assertThat(pages.allocToCache(new PageCache())).isFalse();
    }

    @Test
    void alloc_exhausted_answersNoneUntilAFree() {
      pages.grow(0, 8L * CHUNK);
      assertThat(pages.alloc(8 * CHUNK)).isNotEqualTo(Claim.NONE);

      assertThat(pages.alloc(1)).isEqualTo(Claim.NONE);
      pages.free(4000, 96);
      assertThat(pages.alloc(97)).isEqualTo(Claim.NONE);
      assertThat(pages.alloc(96)).isEqualTo(Claim.of(4000, 0));
      assertThat(audit.violations()).isEmpty();
    }

    @Test
    void alloc_badLength_isRefused() {
      pages.grow(0, CHUNK);

      refused(PageRangeException.class, () -> pages.alloc(0), "0 pages");
      refused(PageRangeException.class, () -> pages.alloc(1 << 28), "268435456 pages");
      refused(PageRangeException.class, () -> pages.allocRange(0, -1), "-1 pages");
      refused(PageRangeException.class, () -> pages.allocRange(CHUNK, 1), "not in grown memory");
    }

    @Test
    void allocRange_lastPageTaken_changesNothing() {
      pages.grow(0, 3L * CHUNK);
      pages.allocRange(2 * CHUNK + 77, 1);
      List<Object> before = state();

      assertThat(pages.allocRange(3, 2 * CHUNK + 75)).isEqualTo(Claim.NONE);

      assertThat(state()).isEqualTo(before);
    }

    @Test
    void alloc_wholeSixteenGib_isOneRunAcrossAllChunks() {
      int all = 1 << 21;
      PageAllocator large = new PageAllocator(2L * all);
      large.grow(0, all);
      large.grow(all, all);

      assertThat(large.alloc(all + 1)).isEqualTo(Claim.of(0, all + 1));
      assertThat(large.alloc(all)).isEqualTo(Claim.NONE);
      assertThat(large.alloc(all - 1)).isEqualTo(Claim.of(all + 1L, all - 1));
      assertThat(new PageAudit(large).violations()).isEmpty();
    }

    @Test
    void alloc_hintAboveAFreePage_stillFindsIt() {
      pages.grow(0, 2L * CHUNK);
      pages.alloc(2 * CHUNK);
      pages.free(9, 1);
      pages.space().hint().raise(0, 1);

      assertThat(pages.alloc(1)).isEqualTo(Claim.of(9, 0));
    }
  }

  @Nested
  final class Cache {
    private final PageCache cache = new PageCache();

    @Test
    void allocToCache_cacheNotEmpty_isRefused() {
      pages.grow(0, CHUNK);
      pages.allocToCache(cache);

      refused(PageStateException.class, () -> pages.allocToCache(cache), "holds 64 pages", "flush");
    }

    @Test
    void free_runOfTheCachesBlock_goesBackToTheCacheOnly() {
      pages.grow(0, CHUNK);
      pages.allocToCache(cache);
      cache.alloc(5);

      pages.free(cache, 1, 3);

      assertThat(cache.freeBits()).isEqualTo(~0b10001L);
      assertThat(cache.scavengedBits()).isEqualTo(~0b11111L);
      assertThat(audit.freePages()).isEqualTo(CHUNK - 64);
    }

    @Test
    void free_runBeyondTheCachesBlock_goesToTheBitmap() {
      pages.grow(0, CHUNK);
      pages.alloc(200);
      pages.free(64, 64);
      pages.allocToCache(cache);

      pages.free(cache, 60, 4);
      pages.free(cache, 128, 10);

      assertThat(cache.freeBits()).isEqualTo(-1);
      assertThat(audit.isFree(60)).isTrue();
      assertThat(audit.isFree(137)).isTrue();
    }

    @Test
    void free_pageThatTheCacheHolds_isRefusedAndChangesNothing() {
      pages.grow(0, CHUNK);
      pages.allocToCache(cache);
      cache.alloc(2);

      refused(PageStateException.class, () -> pages.free(cache, 1, 2), "page 2", "page cache");
      assertThat(cache.freeBits()).isEqualTo(~0b11L);
    }

    @Test
    void free_cachesBlockButFreeInTheBitmap_isRefused() {
      pages.grow(0, CHUNK);
      pages.allocToCache(cache);
      cache.alloc(2);
      pages.free(0, 1);

      refused(PageStateException.class, () -> pages.free(cache, 0, 1), "page 0 is free already");
    }

    @Test
    void flush_cachedPageFreedToTheBitmap_isRefusedAndChangesNothing() {
      pages.grow(0, CHUNK);
      pages.allocToCache(cache);
      pages.free(17, 1);

      refused(PageStateException.class, () -> pages.flush(cache), "page 17", "never allocated");
      assertThat(cache.freeBits()).isEqualTo(-1);
    }

    @Test
    void flush_emptyCache_changesNothing() {
      pages.grow(0, CHUNK);
      List<Object> before = state();

      pages.flush(cache);

      assertThat(state()).isEqualTo(before);
    }

    @Test
    void alloc_badLength_isRefused() {
      refused(PageRangeException.class, () -> cache.alloc(0), "0 pages");
      refused(PageRangeException.class, () -> cache.alloc(65), "65 pages");
    }
  }

  @Nested
  final class Scavenge {
    @Test
    void takeUnscavenged_ofALongRun_takesItsUpperEndAndSkipsScavengedOnes() {
      pages.grow(0, 2L * CHUNK);
      pages.allocRange(100, 50);
      pages.free(100, 50);

      assertThat(pages.takeUnscavenged(pages.maxPages(), 20)).isEqualTo(Claim.of(130, 20));
      assertThat(pages.takeUnscavenged(130, 600)).isEqualTo(Claim.of(100, 30));
      assertThat(pages.takeUnscavenged(100, 1)).isEqualTo(Claim.NONE);
      pages.freeScavenged(100, 50);
      assertThat(audit.scavengedPages()).isEqualTo(2 * CHUNK);
      assertThat(audit.violations()).isEmpty();
    }

    @Test
    void takeUnscavenged_badArguments_isRefused() {
      refused(PageRangeException.class, () -> pages.takeUnscavenged(-1, 1), "-1");
      refused(PageRangeException.class, () -> pages.takeUnscavenged(1, 0), "at most 0 pages");
    }

    @Test
    void scavenge_partlyTaken_answersMinusOneAndChangesNothing() {
      pages.grow(0, CHUNK);
      pages.allocRange(9, 1);
      List<Object> before = state();

      assertThat(pages.scavenge(0, 10)).isEqualTo(-1);

      assertThat(state()).isEqualTo(before);
    }
  }
}
