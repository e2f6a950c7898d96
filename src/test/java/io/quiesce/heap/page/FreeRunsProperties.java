package io.quiesce.heap.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The word operations of {@link FreeRuns} against counting page by page. */
final class FreeRunsProperties {
  private final boolean[] free = new boolean[Chunk.PAGES];
  private final boolean[] scavenged = new boolean[Chunk.PAGES];

  /** A chunk of alternating taken and free runs, whose lengths vary with {@code scale}. */
  private Chunk chunk(long seed, int scale) {
    SplittableRandom random = new SplittableRandom(seed);
    Chunk chunk = new Chunk();
    boolean isFree = random.nextBoolean();
    for (int lo = 0; lo < Chunk.PAGES; ) {
      int hi = Math.min(lo + 1 + random.nextInt(scale), Chunk.PAGES);
      boolean isScavenged = random.nextBoolean();
      Arrays.fill(free, lo, hi, isFree);
      Arrays.fill(scavenged, lo, hi, isFree && isScavenged);
      if (isFree) {
        assertThat(chunk.give(lo, hi)).isEqualTo(hi);
      }
      if (isFree && isScavenged) {
        chunk.setScavenged(lo, hi);
      }
      isFree = random.nextInt(4) == 0 ? isFree : !isFree;
      lo = hi;
    }
    return chunk;
  }

  private int runAt(int page) {
    int end = page;
    while (end < Chunk.PAGES && free[end]) {
      end++;
    }
    return end - page;
  }

  @Property(tries = 1500)
  void summarize_anyBits_equalsCounting(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int scale) {
    Chunk chunk = chunk(seed, scale);

    int max = 0;
    for (int p = 0; p < Chunk.PAGES; p++) {
      max = Math.max(max, runAt(p));
    }
    int end = 0;
    while (end < Chunk.PAGES && free[Chunk.PAGES - 1 - end]) {
      end++;
    }
    long summary = FreeRuns.summarize(chunk);
    assertThat(Summary.describe(summary))
        .isEqualTo(Summary.describe(Summary.of(runAt(0), max, end)));
    assertThat(FreeRuns.trailing(chunk)).isEqualTo(end);
  }

  @Property(tries = 1500)
  void find_anyBitsAndCarry_equalsTheFirstFit(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 600) int scale,
      @ForAll @IntRange(min = 1, max = 600) int n,
      @ForAll @IntRange(min = 0, max = 700) int carry) {
    Chunk chunk = chunk(seed, scale);

    int expected = FreeRuns.NO_RUN;
    for (int p = Chunk.PAGES - 1; p >= 0; p--) {
      expected = runAt(p) >= n ? p : expected;
    }
    expected = carry + runAt(0) >= n ? -carry : expected;
    assertThat(FreeRuns.find(chunk, n, carry)).isEqualTo(expected);
  }

  @Property(tries = 1500)
  void unscavenged_anyBits_isTheHighestRunBelow(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int scale,
      @ForAll @IntRange(min = 1, max = 512) int below,
      @ForAll @IntRange(min = 1, max = 512) int limit) {
    Chunk chunk = chunk(seed, scale);

    int hi = below;
    while (hi > 0 && !(free[hi - 1] && !scavenged[hi - 1])) {
      hi--;
    }
    assertThat(FreeRuns.endOfUnscavenged(chunk, below)).isEqualTo(hi);
    int lo = hi;
    while (lo > 0 && hi - lo < limit && free[lo - 1] && !scavenged[lo - 1]) {
      lo--;
    }
    assertThat(FreeRuns.startOfUnscavenged(chunk, hi, limit)).isEqualTo(lo);
  }
}
