package io.quiesce.gc.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many workers a cycle wants, for each small number of Ps. */
final class WorkerGoalsTest {
  @ParameterizedTest
  @CsvSource({
    "1,0,0.25,1,1",
    "2,0,0.25,2,1",
    "3,0,0.25,3,1",
    "4,1,0,3,0",
    "5,1,0,4,0",
    "6,1,0.0833333333,5,0",
    "7,2,0,5,0",
    "8,2,0,6,0",
    "64,16,0,48,0"
  })
  void nearest_isAQuarterWithinThirtyPercent(
      int procs, int dedicated, double fractional, int idle, int idlePeriodic) {
    WorkerGoals goals = WorkerGoals.nearest(procs, false);

    assertThat(goals.dedicated()).isEqualTo(dedicated);
    assertThat(goals.fractional()).isCloseTo(fractional, within(1e-9));
    assertThat(goals.hasFractional()).isEqualTo(fractional > 0);
    assertThat(goals.maxIdle()).isEqualTo(idle);
    assertThat(WorkerGoals.nearest(procs, true).maxIdle()).isEqualTo(idlePeriodic);
  }

  @ParameterizedTest
  @CsvSource({"1,0,0.25", "2,0,0.5", "4,1,0", "6,1,0.5", "7,1,0.75", "8,2,0"})
  void roundedDown_leavesTheRestToOneFractionalWorker(int procs, int dedicated, double rest) {
    WorkerGoals goals = WorkerGoals.roundedDown(procs);

    assertThat(goals.dedicated()).isEqualTo(dedicated);
    assertThat(goals.fractional()).isEqualTo(rest);
  }

  @Test
  void goals_withoutP_areRefused() {
    assertThatThrownBy(() -> WorkerGoals.nearest(0, false)).hasMessageContaining("0 Ps");
    assertThatThrownBy(() -> WorkerGoals.roundedDown(0)).hasMessageContaining("0 Ps");
  }
}
