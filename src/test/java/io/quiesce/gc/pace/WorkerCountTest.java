package io.quiesce.gc.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The packed word of a worker kind: running and limit. */
final class WorkerCountTest {
  private final WorkerCount count = new WorkerCount();

  @Test
  void tryStart_atTheLimit_isRefused() {
    count.limit(2);

    assertThat(count.tryStart()).isTrue();
    assertThat(count.tryStart()).isTrue();
    assertThat(count.wantsMore()).isFalse();
    assertThat(count.tryStart()).isFalse();
    count.end();
    assertThat(count.wantsMore()).isTrue();
    assertThat(count.tryStart()).isTrue();
    assertThat(count).hasToString("2 of 2");
  }

  @Test
  void limit_belowRunning_letsThemEndAndStartsNone() {
    count.limit(3);
    count.tryStart();
    count.tryStart();
    count.limit(1);

    assertThat(count.running()).isEqualTo(2);
    assertThat(count.most()).isEqualTo(1);
    assertThat(count.tryStart()).isFalse();
    count.end();
    assertThat(count.tryStart()).isFalse();
    count.end();
    assertThat(count.tryStart()).isTrue();
  }

  @Test
  void end_noneRunning_isRefusedAndNothingChanges() {
    count.limit(1);
    assertThatThrownBy(count::end).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> count.limit(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(count).hasToString("0 of 1");
  }
}
