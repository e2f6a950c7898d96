package io.quiesce.heap.supply;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.page.Claim;
import org.junit.jupiter.api.Test;

/** The runs of one P: exact lengths, newest first, oldest out, and no hoarding. */
final class RunCacheTest {
  private final RunCache runs = new RunCache();

  @Test
  void keeps_beforeAnyRequest_nothing() {
    assertThat(runs.keeps(4)).isFalse();
    assertThat(runs.take(4)).isEqualTo(Claim.NONE);
    assertThat(runs.keeps(4)).isTrue();
    assertThat(runs.keeps(RunCache.MAX_PAGES)).isTrue();
    assertThat(runs.keeps(RunCache.MAX_PAGES + 1)).isFalse();
  }

  @Test
  void take_severalOfOneLength_isNewestFirstAndClosesTheGap() {
    runs.put(100, 4);
    runs.put(200, 64);
    runs.put(300, 4);

    assertThat(runs.take(4)).isEqualTo(300);
    assertThat(runs.take(4)).isEqualTo(100);
    assertThat(runs.take(4)).isEqualTo(Claim.NONE);
    assertThat(runs.size()).isEqualTo(1);
    assertThat(runs.page(0)).isEqualTo(200);
    assertThat(runs.length(0)).isEqualTo(64);
  }

  @Test
  void put_intoAFullCache_evictsTheOldest() {
    for (int i = 0; i < RunCache.SLOTS; i++) {
      assertThat(runs.put(1L << 34 | i, i + 1)).isEqualTo(RunCache.NOTHING);
    }

    long evicted = runs.put(7, 7);

    assertThat(RunCache.page(evicted)).isEqualTo(1L << 34);
    assertThat(RunCache.length(evicted)).isEqualTo(1);
    assertThat(runs.size()).isEqualTo(RunCache.SLOTS);
    assertThat(runs.take(7)).isEqualTo(7);
    assertThat(runs.take(7)).isEqualTo(1L << 34 | 6);
  }

  @Test
  void removeOldest_untilEmpty_thenNothing() {
    runs.put(1, 1);
    runs.put(2, 2);

    assertThat(RunCache.page(runs.removeOldest())).isEqualTo(1);
    assertThat(RunCache.page(runs.removeOldest())).isEqualTo(2);
    assertThat(runs.removeOldest()).isEqualTo(RunCache.NOTHING);
  }
}
