package io.quiesce.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.agree.NeverShown;
import io.quiesce.hunt.finding.FindingState;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.report.SampleNights;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nights amount to. */
final class HistoryTest {
  private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");

  @TempDir private Path directory;

  private List<NightView> nights(Consumer<Ledger> facts) {
    List<NightView> nights = new ArrayList<>();
    try (Ledger ledger = SqliteLedger.open(directory.resolve("l.db"))) {
      facts.accept(ledger);
      new History(ledger).forEach(nights::add);
    }
    return nights;
  }

  private Status status(boolean ended, Planted... planted) {
    Night night = SampleNights.night("a", START, Shard.WHOLE, List.of(planted));
    return nights(ledger -> ledger.add(ended ? night.end(START.plusSeconds(9), false) : night))
        .get(0)
        .status();
  }

  @Test
  void status_ofEachNight() {
    assertThat(nights(SampleNights::fill))
        .extracting(NightView::status)
        .containsExactly(Status.CLEAN, Status.FOUND, Status.BLIND);
  }

  @Test
  void status_nothingPlanted_isBlind() {
    assertThat(status(true)).isEqualTo(Status.BLIND);
  }

  @Test
  void status_endedBeforeAPlantedBugWasLookedFor_isBlind() {
    assertThat(status(true, Planted.pending("late-store", "unit"))).isEqualTo(Status.BLIND);
  }

  @Test
  void status_notEnded_isNeverClean() {
    assertThat(status(false, SampleNights.found("late-store"))).isEqualTo(Status.UNFINISHED);
  }

  @Test
  void status_missedAPlantedBugAndRunsStill_isBlindAlready() {
    Planted missed = new Planted("b", "unit", Planted.State.MISSED, Duration.ZERO, "");
    assertThat(status(false, missed)).isEqualTo(Status.BLIND);
  }

  @Test
  void status_nothingRan_isNeverClean() {
    assertThat(status(true, SampleNights.found("late-store"))).isEqualTo(Status.EMPTY);
  }

  @Test
  void forEach_shardsOfOneNight_areOneView() {
    NightView third = nights(SampleNights::fill).get(2);

    assertThat(third.parts()).extracting(Night::id).containsExactly("n3-1of2", "n3-2of2");
    assertThat(third.results()).hasSize(8);
    assertThat(third.planted()).hasSize(2);
    assertThat(third.withoutResult()).isEqualTo(2);
  }

  @Test
  void forEach_shardsOfAnotherNightOrSeed_areApart() {
    List<NightView> nights =
        nights(
            ledger -> {
              Shard one = new Shard(1, 2);
              Shard two = new Shard(2, 2);
              ledger.add(SampleNights.night("a1", START, one, List.of()));
              ledger.add(SampleNights.night("b2", START.plusSeconds(50_000), two, List.of()));
              ledger.add(SampleNights.night("c", START.plusSeconds(1), Shard.WHOLE, List.of()));
              ledger.add(SampleNights.night("d", START.plusSeconds(2), Shard.WHOLE, List.of()));
            });

    assertThat(nights).extracting(NightView::id).containsExactly("a1", "c", "d", "b2");
  }

  @Test
  void findings_areAsTheyStoodThen() {
    List<NightView> nights = nights(SampleNights::fill);

    assertThat(nights.get(0).findings()).isEmpty();
    assertThat(nights.get(1).findings())
        .extracting(one -> one.finding().state())
        .containsExactly(FindingState.NEW);
    assertThat(nights.get(2).findings())
        .extracting(one -> one.finding().signature() + " " + one.finding().state())
        .containsExactly(SampleNights.STALE + " OPEN", SampleNights.HOSTILE + " NEW");
    assertThat(nights.get(2).findings().get(0).finding().count()).isEqualTo(2);
  }

  @Test
  void matrix_cells_areByScenarioEngineAndJdk() {
    Matrix matrix = nights(SampleNights::fill).get(2).matrix();

    assertThat(matrix.columns()).hasSize(5).isSorted();
    assertThat(matrix.cells(Verdict.NEVER_RAN)).extracting(Cell::scenario).hasSize(1);
    Cell dekker =
        matrix.rows().get(SampleNights.DEKKER).get(new Column(Engine.JCSTRESS, "25.0.3+9"));
    assertThat(dekker.executions()).isEqualTo(5_500_000);
    assertThat(dekker.verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void neverShown_addsUpNightsAndLeavesOutWhatWasSeen() {
    assertThat(nights(SampleNights::fill).get(2).neverShown())
        .containsExactly(
            new NeverShown(SampleNights.DEKKER, "0, 0", "Xeon & Sons", "17.0.15+6", 13_500_000),
            new NeverShown(SampleNights.DEKKER, "0, 0", "Xeon & Sons", "25.0.3+9", 16_500_000));
  }

  @Test
  void gaps_whatRanBeforeOnAJdkOfThisNight() {
    List<NightView> nights =
        nights(
            ledger -> {
              SampleNights.fill(ledger);
              Instant later = START.plusSeconds(86_400);
              ledger.add(SampleNights.night("x", later, Shard.WHOLE, List.of()));
            });

    assertThat(nights.get(0).gaps()).isEmpty();
    assertThat(nights.get(2).gaps()).isEmpty();
    assertThat(nights.get(3).gaps())
        .hasSize(8)
        .contains(new Gap("io.quiesce.gc.Gone", new Column(Engine.LINCHECK, "17.0.15+6")));
  }

  @Test
  void executions_byEngine() {
    assertThat(nights(SampleNights::fill).get(0).executions())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Engine.EXPLORER, 27L, Engine.JCSTRESS, 10_000_000L));
  }
}
