package io.quiesce.hunt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.hunt.Facts;
import io.quiesce.hunt.finding.FindingState;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Unit;
import io.quiesce.hunt.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into the file comes out of it, and other files are refused. */
final class SqliteLedgerTest {
  private static final Unit UNIT = Unit.of(Facts.job(1));

  @TempDir private Path directory;

  private SqliteLedger open() {
    return SqliteLedger.open(directory.resolve("l.db"));
  }

  @Test
  void add_everything_isThereAfterReopening() {
    Planted planted =
        new Planted("some-bug", "explore", Planted.State.FOUND, Duration.ofMillis(2_345), "seen");
    Night night = Facts.with(Facts.night(1).end(Facts.at(2), true), planted);
    JobResult result = Facts.result(1, 1, Verdict.FOUND);
    Sighting sighting = Facts.sighting("f00d", 1, 1, "c0de");
    try (Ledger ledger = open()) {
      ledger.add(night);
      ledger.plan("night-1", List.of(UNIT));
      ledger.plan("night-1", List.of(UNIT));
      ledger.add(result, List.of(sighting));
      ledger.add(Facts.check("f00d", 1, true, "c0de"));
    }

    try (Ledger ledger = open()) {
      assertThat(ledger.nights()).containsExactly(night);
      assertThat(ledger.plan("night-1")).containsExactly(UNIT);
      assertThat(ledger.plan("night-2")).isEmpty();
      assertThat(ledger.results("night-1")).containsExactly(result);
      assertThat(ledger.sightings()).containsExactly(sighting);
      assertThat(ledger.checks()).containsExactly(Facts.check("f00d", 1, true, "c0de"));
      assertThat(ledger.findings()).hasSize(1);
      assertThat(ledger.findings().get(0).state()).isEqualTo(FindingState.NEW);
    }
  }

  @Test
  void add_nightAgain_keepsTheLaterState() {
    Night night = Facts.with(Facts.night(1), Planted.pending("b", "explore"));
    Planted found = new Planted("b", "explore", Planted.State.FOUND, Duration.ofSeconds(1), "seen");
    try (Ledger ledger = open()) {
      ledger.add(night);
      ledger.add(Facts.with(night.end(Facts.at(2), false), found));
      ledger.add(night);

      assertThat(ledger.nights()).containsExactly(Facts.with(night.end(Facts.at(2), false), found));
    }
  }

  @Test
  void latestResults_twoNightsAndVacuousOnes_areTheNewestThatSaySomething() {
    try (Ledger ledger = open()) {
      ledger.add(Facts.result(1, 1, Verdict.BOUND), List.of());
      ledger.add(Facts.result(2, 1, Verdict.PROVED), List.of());
      ledger.add(Facts.result(3, 1, Verdict.NEVER_RAN), List.of());
      ledger.add(Facts.result(1, 2, Verdict.VACUOUS), List.of());

      assertThat(ledger.latestResults(Facts.at(9)))
          .containsExactly(Facts.result(2, 1, Verdict.PROVED));
      assertThat(ledger.latestResults(Facts.at(2)))
          .containsExactly(Facts.result(1, 1, Verdict.BOUND));
    }
  }

  @Test
  void open_textFile_isRefusedByName() throws IOException {
    Path file = directory.resolve("l.db");
    Files.writeString(file, "no database ".repeat(1_000));

    assertThatThrownBy(() -> SqliteLedger.open(file))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("cannot be opened as a ledger");
    assertThat(file).hasContent("no database ".repeat(1_000));
  }

  @Test
  void open_databaseOfSomethingElse_isRefused() throws SQLException {
    Path file = directory.resolve("l.db");
    sql(file, "CREATE TABLE other(x)");

    assertThatThrownBy(() -> SqliteLedger.open(file))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("a database of something else");
  }

  @Test
  void open_newerVersion_isRefused() throws SQLException {
    Path file = directory.resolve("l.db");
    SqliteLedger.open(file).close();
    sql(file, "PRAGMA user_version=7");

    assertThatThrownBy(() -> SqliteLedger.open(file))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("version 7");
  }

  @Test
  void open_versionOne_keepsWhatItHasAndTakesPlans() throws SQLException {
    Path file = directory.resolve("l.db");
    try (Ledger ledger = open()) {
      ledger.add(Facts.night(1));
    }
    sql(file, "DROP TABLE unit");
    sql(file, "PRAGMA user_version=1");

    try (Ledger ledger = open()) {
      assertThat(ledger.nights()).containsExactly(Facts.night(1));
      assertThat(ledger.plan("night-1")).isEmpty();
      ledger.plan("night-1", List.of(UNIT));
      assertThat(ledger.plan("night-1")).containsExactly(UNIT);
    }
  }

  @Test
  void open_noDirectory_saysWhichOne() {
    assertThatThrownBy(() -> SqliteLedger.open(directory.resolve("no/l.db")))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("no directory");
  }

  private static void sql(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
