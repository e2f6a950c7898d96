package io.quiesce.heap.supply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The word that says how far the heap has grown and whether more is on its way. */
final class FrontierTest {
  private final Frontier frontier = new Frontier();

  @Test
  void tryBegin_staleWord_failsWithoutEffect() {
    long stale = frontier.seen();
    assertThat(frontier.tryBegin(stale, 512)).isTrue();

    assertThat(frontier.tryBegin(stale, 1024)).isFalse();

    assertThat(Frontier.page(frontier.seen())).isEqualTo(512);
  }

  @Test
  void growths_overlapping_areUnderWayUntilTheLastEnds() {
    assertThat(frontier.tryBegin(frontier.seen(), 512)).isTrue();
    assertThat(frontier.tryBegin(frontier.seen(), 2048)).isTrue();
    frontier.end();
    assertThat(Frontier.isGrowing(frontier.seen())).isTrue();

    frontier.end();

    assertThat(Frontier.isGrowing(frontier.seen())).isFalse();
    assertThat(Frontier.page(frontier.seenAfterScan())).isEqualTo(2048);
  }

  @Test
  void wordAfterAGrowth_differsFromBefore_soNoOneCallsTheHeapExhausted() {
    long before = frontier.seen();
    assertThat(frontier.tryBegin(before, 512)).isTrue();
    frontier.end();

    assertThat(frontier.seenAfterScan()).isNotEqualTo(before);
  }
}
