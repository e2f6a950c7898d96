package io.quiesce.hunt.night;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.Facts;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Unit;
import io.quiesce.hunt.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit code of a night, and that it says what did not run. */
final class NightReportTest {
  @TempDir private Path directory;

  private static Planted planted(Planted.State state) {
    return new Planted("some-bug", "explore", state, Duration.ofSeconds(1), "");
  }

  private NightReport report(Night night, Verdict verdict, boolean finding) {
    try (Ledger ledger = SqliteLedger.open(directory.resolve(verdict + ".db"))) {
      ledger.add(night);
      ledger.add(
          Facts.result(1, 1, verdict),
          finding ? List.of(Facts.sighting("f", 1, 1, "c")) : List.of());
      Unit ran = Unit.of(Facts.job(1));
      Unit other = new Unit(new Scenario("io.Other", Engine.CHAOS), "17");
      Unit walks = new Unit(new Scenario("io.Other", Engine.WALKS), "17");
      return NightReport.of(ledger, "night-1", List.of(ran, other, walks));
    }
  }

  private static Night ended(Planted.State state, boolean interrupted) {
    return Facts.with(Facts.night(1).end(Facts.at(2), interrupted), planted(state));
  }

  @Test
  void exitCode_plantedFoundAndNothingElse_isClean() {
    NightReport report = report(ended(Planted.State.FOUND, false), Verdict.PROVED, false);

    assertThat(report.exitCode()).isZero();
    assertThat(report.verdict()).isEqualTo("clean: no findings");
    assertThat(report.neverRan())
        .extracting(unit -> unit.scenario().name())
        .containsExactly("io.Other");
    assertThat(report.lines()).anyMatch(line -> line.startsWith("never ran  1: chaos io.Other"));
  }

  @Test
  void exitCode_plantedMissedOrNotLookedForOrNone_isBlind() {
    for (Planted.State state : List.of(Planted.State.MISSED, Planted.State.PENDING)) {
      NightReport report = report(ended(state, false), Verdict.PROVED, false);
      assertThat(report.exitCode()).isEqualTo(NightReport.FOUND);
      assertThat(report.verdict()).startsWith("BLIND: some-bug (explore) was not ");
    }
    Night none = Facts.night(1).end(Facts.at(2), false);
    assertThat(none.isBlind()).isTrue();
  }

  @Test
  void exitCode_finding_isFound() {
    NightReport report = report(ended(Planted.State.FOUND, false), Verdict.FOUND, true);

    assertThat(report.exitCode()).isEqualTo(NightReport.FOUND);
    assertThat(report.verdict()).isEqualTo("1 finding");
  }

  @Test
  void exitCode_interruptedOrNothingRan_isCutShort() {
    assertThat(report(ended(Planted.State.FOUND, true), Verdict.PROVED, false).exitCode())
        .isEqualTo(NightReport.CUT_SHORT);
    assertThat(report(ended(Planted.State.FOUND, false), Verdict.NEVER_RAN, false).exitCode())
        .isEqualTo(NightReport.CUT_SHORT);
  }
}
