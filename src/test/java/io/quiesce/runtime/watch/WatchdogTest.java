package io.quiesce.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a figure that stands still is a hang. */
final class WatchdogTest {
  private long figure;
  private final Watchdog watchdog = new Watchdog("the figure", () -> figure, 3);

  @Test
  void look_figureGrows_isNoHang() {
    for (int i = 0; i < 10; i++) {
      figure++;
      assertThat(watchdog.look()).isNull();
    }
  }

  @Test
  void look_unchangedThreeTimes_saysSoWithTheValue() {
    figure = 7;

    assertThat(watchdog.look()).isNull();
    assertThat(watchdog.look()).isNull();
    assertThat(watchdog.look()).isNull();
    assertThat(watchdog.look()).isEqualTo("the figure has been 7 for 3 looks");
  }

  @Test
  void look_changeInBetween_startsOver() {
    for (int i = 0; i < 12; i++) {
      figure = i / 3;
      assertThat(watchdog.look()).isNull();
    }
  }
}
