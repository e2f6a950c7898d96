package io.quiesce.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which verdict several rounds have together. */
final class CellTest {
  private static final Scenario SCENARIO = new Scenario("a.B", Engine.EXPLORER);

  private static JobResult job(int round, Verdict verdict) {
    return new JobResult(
        "n",
        new Job(SCENARIO, "17", 1, round, Duration.ofSeconds(1)),
        verdict,
        Instant.EPOCH.plusSeconds(round),
        Duration.ofSeconds(2),
        10,
        List.of(new Outcome("1, 0", round, "ACCEPTABLE")),
        false,
        "h",
        "round " + round);
  }

  private static Cell cell(Verdict... verdicts) {
    int[] round = {0};
    List<JobResult> jobs =
        Arrays.stream(verdicts).map(verdict -> job(round[0]++, verdict)).toList();
    return new Cell("a.B", new Column(Engine.EXPLORER, "17"), jobs, List.of());
  }

  @Test
  void verdict_ofRounds_isTheOneThatSaysMost() {
    assertThat(cell(Verdict.BOUND, Verdict.PROVED).verdict()).isEqualTo(Verdict.PROVED);
    assertThat(cell(Verdict.PROVED, Verdict.FOUND, Verdict.PROVED).verdict())
        .isEqualTo(Verdict.FOUND);
    assertThat(cell(Verdict.VACUOUS, Verdict.NEVER_RAN).verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(cell(Verdict.NEVER_RAN, Verdict.BOUND).verdict()).isEqualTo(Verdict.BOUND);
  }

  @Test
  void note_ofSeveralWithThatVerdict_isTheLast() {
    assertThat(cell(Verdict.BOUND, Verdict.BOUND, Verdict.NEVER_RAN).note()).isEqualTo("round 1");
  }

  @Test
  void outcomes_addUp() {
    Cell cell = cell(Verdict.PASSED, Verdict.PASSED, Verdict.PASSED);

    assertThat(cell.outcomes()).containsExactly(new Outcome("1, 0", 3, "ACCEPTABLE"));
    assertThat(cell.executions()).isEqualTo(30);
    assertThat(cell.time()).isEqualTo(Duration.ofSeconds(6));
  }
}
