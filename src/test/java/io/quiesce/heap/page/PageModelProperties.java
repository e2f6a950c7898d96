package io.quiesce.heap.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Every operation of {@link PageAllocator}, single-threaded, against {@link NaivePages}. */
final class PageModelProperties {
  private static final int CHUNKS = 80;
  private static final int PAGES = CHUNKS * Chunk.PAGES;

  private PageAllocator pages;
  private NaivePages model;
  private SplittableRandom random;

  @Property(tries = 120)
  void operations_anySequence_answerLikeTheNaiveModel(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = CHUNKS) int grown) {
    start(seed, grown);

    for (int i = 0; i < 150; i++) {
      step();
    }

    compareState();
  }

  /** Runs long enough to cross many chunks, so that upper levels of summaries answer. */
  @Property(tries = 40)
  void alloc_nearlyFullHeap_findsTheOnlyRunThatFits(
      @ForAll long seed, @ForAll @LongRange(min = 1, max = 3 * Chunk.PAGES) long longest) {
    start(seed, 0);
    grow(0, CHUNKS);
    pages.allocRange(0, PAGES);
    model.take(0, PAGES);

    for (int i = 0; i < 60; i++) {
      int n = 1 + random.nextInt((int) longest);
      free(random.nextInt(PAGES - n), 1 + random.nextInt(n));
      alloc(n);
    }

    compareState();
  }

  private void start(long seed, int grown) {
    random = new SplittableRandom(seed);
    pages = new PageAllocator(PAGES);
    model = new NaivePages();
    for (int c = 0; c < grown; c++) {
      grow(random.nextInt(CHUNKS), 1);
    }
  }

  private void step() {
    int n = random.nextInt(8) == 0 ? 1 + random.nextInt(1200) : 1 + random.nextInt(70);
    int page = random.nextInt(PAGES - n);
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> alloc(n);
      case 4 -> allocRange(page, n);
      case 5, 6, 7 -> free(page, n);
      case 8 -> cache();
      case 9 -> scavenge(page, n);
      case 10 -> scavengeSome(n);
      default -> grow(random.nextInt(CHUNKS), 1 + random.nextInt(2));
    }
  }

  private void alloc(int n) {
    long claim = pages.alloc(n);
    int expected = model.find(n);
    assertThat(claim == Claim.NONE ? -1 : Claim.page(claim)).as("alloc(%s)", n).isEqualTo(expected);
    if (expected >= 0) {
      assertThat(Claim.scavenged(claim)).isEqualTo(model.take(expected, n));
    }
  }

  private void allocRange(int page, int n) {
    if (!model.isMapped(page, n)) {
      assertThatThrownBy(() -> pages.allocRange(page, n)).isInstanceOf(PageRangeException.class);
    } else if (model.allFree(page, n)) {
      assertThat(pages.allocRange(page, n)).isEqualTo(Claim.of(page, model.take(page, n)));
    } else {
      assertThat(pages.allocRange(page, n)).isEqualTo(Claim.NONE);
    }
  }

  private void free(int page, int n) {
    boolean scavenged = random.nextBoolean();
    Runnable free = scavenged ? () -> pages.freeScavenged(page, n) : () -> pages.free(page, n);
    if (model.allTaken(page, n)) {
      free.run();
      model.give(page, n, scavenged);
    } else if (model.isMapped(page, n)) {
      assertThatThrownBy(free::run).isInstanceOf(PageStateException.class);
    } else {
      assertThatThrownBy(free::run)
          .isInstanceOfAny(PageRangeException.class, PageStateException.class);
    }
  }

  private void cache() {
    PageCache cache = new PageCache();
    int first = model.find(1);
    assertThat(pages.allocToCache(cache)).isEqualTo(first >= 0);
    if (first < 0) {
      return;
    }
    int block = first / PageCache.PAGES * PageCache.PAGES;
    assertThat(cache.base()).isEqualTo(block);
    for (int i = 0; i < PageCache.PAGES; i++) {
      long bit = 1L << i;
      assertThat((cache.freeBits() & bit) != 0).isEqualTo(model.free.get(block + i));
      assertThat((cache.scavengedBits() & bit) != 0).isEqualTo(model.scavenged.get(block + i));
    }
    useCache(cache, block);
  }

  private void useCache(PageCache cache, int block) {
    for (int i = 0; i < 4; i++) {
      int n = 1 + random.nextInt(20);
      int expected = model.find(n);
      long claim = cache.alloc(n);
      if (expected < 0 || expected + n > block + PageCache.PAGES) {
        assertThat(claim).isEqualTo(Claim.NONE);
      } else {
        assertThat(claim).isEqualTo(Claim.of(expected, model.take(expected, n)));
        if (random.nextBoolean()) {
          pages.free(cache, expected, n);
          model.give(expected, n, false);
        }
      }
    }
    pages.flush(cache);
    assertThat(cache.isEmpty()).isTrue();
  }

  private void scavenge(int page, int n) {
    if (model.isMapped(page, n)) {
      int fresh = n - model.scavenged.get(page, page + n).cardinality();
      boolean free = model.allFree(page, n);
      assertThat(pages.scavenge(page, n)).isEqualTo(free ? fresh : -1);
      if (free) {
        model.scavenged.set(page, page + n);
      }
    }
  }

  private void scavengeSome(int limit) {
    assertThat(pages.scavengeSome(limit)).isEqualTo(model.scavengeSome(limit));
  }

  private void grow(int chunk, int count) {
    int n = Math.min(count, CHUNKS - chunk) * Chunk.PAGES;
    int page = chunk * Chunk.PAGES;
    boolean fresh = true;
    for (int p = page; p < page + n; p += Chunk.PAGES) {
      fresh &= !model.isMapped(p, 1);
    }
    if (fresh) {
      pages.grow(page, n);
      model.grow(page, n);
    } else {
      assertThatThrownBy(() -> pages.grow(page, n)).isInstanceOf(PageStateException.class);
    }
  }

  private void compareState() {
    PageAudit audit = new PageAudit(pages);
    assertThat(audit.violations()).isEmpty();
    assertThat(audit.freePages()).isEqualTo(model.free.cardinality());
    assertThat(audit.scavengedPages()).isEqualTo(model.scavenged.cardinality());
    Region region = pages.space().region(0);
    for (int l = 0; region != null && l < region.levels(); l++) {
      for (int i = 0; i < region.size(l); i++) {
        assertThat(Summary.describe(region.summary(l, i)))
            .as("summary %s of level %s", i, l)
            .isEqualTo(Summary.describe(model.summary(i, Chunk.PAGES << (3 * l), PAGES)));
      }
    }
    for (int p = 0; p < PAGES; p++) {
      if (audit.isFree(p) != model.free.get(p) || audit.isScavenged(p) != model.scavenged.get(p)) {
        assertThat(p).as("page that differs from the model").isNegative();
      }
    }
  }
}
