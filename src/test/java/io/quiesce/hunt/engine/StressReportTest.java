package io.quiesce.hunt.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.worker.Answer;
import io.quiesce.hunt.worker.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lines of the stress launcher mean. */
final class StressReportTest {
  private static Answer answer(String verdict) {
    String line =
        "@@stress {\"suite\":\"jcstress\",\"test\":\"io.X.Y\",\"verdict\":\""
            + verdict
            + "\",\"seconds\":1.0,\"samples\":7,\"problems\":[\"first 12\\nmore\"],"
            + "\"outcomes\":{\"0, 0\":{\"samples\":3,\"expect\":\"FORBIDDEN\"},"
            + "\"1, 1\":{\"samples\":4,\"expect\":\"ACCEPTABLE\"}}}";
    StressReport report = StressReport.read(line).orElseThrow();
    assertThat(report.test()).isEqualTo("io.X.Y");
    return report.answer();
  }

  @ParameterizedTest
  @CsvSource({
    "OK, PASSED",
    "UNKNOWN, BOUND",
    "NOT_EXHAUSTED, BOUND",
    "NOT_SCHEDULED, VACUOUS",
    "NO_SAMPLES, VACUOUS",
    "INCORRECT, FOUND",
    "FORK_DIED, FOUND"
  })
  void answer_verdicts(String word, Verdict verdict) {
    assertThat(answer(word).verdict()).isEqualTo(verdict);
    assertThat(answer(word).found().isEmpty()).isEqualTo(verdict != Verdict.FOUND);
    assertThat(answer(word).executions()).isEqualTo(7);
  }

  @Test
  void answer_forbidden_isOneFindingForEachSuchOutcome() {
    Answer answer = answer("FORBIDDEN");

    assertThat(answer.outcomes()).contains(new Outcome("0, 0", 3, "FORBIDDEN"));
    assertThat(answer.found()).hasSize(1);
    assertThat(answer.found().get(0).broken()).isEqualTo("0, 0");
    assertThat(answer.found().get(0).kind()).isEqualTo(FindingKind.OUTCOME);
  }

  @Test
  void answer_error_isAnInvariantByItsFirstLine() {
    assertThat(answer("ERROR").found().get(0).broken()).isEqualTo("first 12");
    assertThat(answer("ERROR").found().get(0).kind()).isEqualTo(FindingKind.INVARIANT);
  }

  @Test
  void answer_incorrect_keepsTheCallsThatShowIt() {
    String line =
        "@@stress {\"test\":\"io.X\",\"verdict\":\"INCORRECT\",\"problems\":[\"a table\"],"
            + "\"failing\":\"[ add(1) | add(2) ]\"}";
    Found found = StressReport.read(line).orElseThrow().answer().found().get(0);

    assertThat(found.kind()).isEqualTo(FindingKind.LINEARIZABILITY);
    assertThat(found.recording()).isEqualTo("[ add(1) | add(2) ]");
    assertThat(found.replay()).isEmpty();
    assertThat(answer("INCORRECT").found().get(0).recording()).isEmpty();
  }

  @Test
  void answer_unknownWord_isAnError() {
    assertThatThrownBy(() -> answer("SURPRISE")).hasMessageContaining("SURPRISE");
  }

  @Test
  void read_otherLine_isNone() {
    assertThat(StressReport.read("[1/2] jcstress io.X: ok")).isEmpty();
  }
}
