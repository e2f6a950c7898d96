package io.quiesce.hunt.agree;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.Facts;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hardware may show. */
final class AgreementTest {
  @TempDir private Path directory;

  private static JobResult result(
      Engine engine, String hash, boolean complete, String... outcomes) {
    Job job = new Job(new Scenario("io.X", engine), "17", 1, 0, Duration.ofSeconds(1));
    List<Outcome> seen = Arrays.stream(outcomes).map(o -> new Outcome(o, 5, "ACCEPTABLE")).toList();
    return new JobResult(
        "night-1", job, Verdict.PASSED, Facts.at(1), Duration.ZERO, 100, seen, complete, hash, "");
  }

  private static JobResult explorer(boolean complete, String... outcomes) {
    return result(Engine.EXPLORER, "h", complete, outcomes);
  }

  private static JobResult hardware(String... outcomes) {
    return result(Engine.JCSTRESS, "h", false, outcomes);
  }

  @Test
  void add_outcomeThatIsNotAllowed_disagreesInEitherOrder() {
    Agreement first = new Agreement();
    assertThat(first.add(explorer(true, "0", "1"))).isEmpty();
    assertThat(first.add(hardware("1", "2")))
        .extracting(Agreement.Disagreement::outcome)
        .containsExactly("2");

    Agreement second = new Agreement();
    assertThat(second.add(hardware("1", "2"))).isEmpty();
    assertThat(second.add(explorer(true, "0", "1")))
        .extracting(Agreement.Disagreement::outcome)
        .containsExactly("2");
    assertThat(second.add(explorer(true, "0", "1"))).as("said once").isEmpty();
  }

  @Test
  void add_incompleteOrOtherCodeOrUnseen_agrees() {
    Agreement incomplete = new Agreement();
    incomplete.add(explorer(false, "0"));
    assertThat(incomplete.add(hardware("2"))).isEmpty();

    Agreement other = new Agreement();
    other.add(result(Engine.EXPLORER, "other", true, "0"));
    assertThat(other.add(hardware("2"))).isEmpty();

    Agreement agreeing = new Agreement();
    agreeing.add(explorer(true, "0", "1"));
    assertThat(agreeing.add(hardware("1"))).isEmpty();
  }

  @Test
  void neverShown_allowedAndNotSeen_isListedWithMachineAndSamples() {
    try (Ledger ledger = SqliteLedger.open(directory.resolve("l.db"))) {
      ledger.add(Facts.night(1));
      ledger.add(explorer(true, "0", "1", "2"), List.of());
      ledger.add(hardware("1"), List.of());

      assertThat(NeverShown.of(ledger))
          .containsExactly(
              new NeverShown("io.X", "0", "Some CPU @ 2 GHz", "17", 100),
              new NeverShown("io.X", "2", "Some CPU @ 2 GHz", "17", 100));
    }
  }
}
