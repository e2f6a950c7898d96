package io.quiesce.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.hunt.Facts;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** What a user of {@code hunt} and {@code ledger} sees; whole nights are elsewhere. */
final class HuntCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int run(Object command, String... words) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  private Path ledger(String name, int night, int jobs) {
    Path file = directory.resolve(name);
    try (Ledger ledger = SqliteLedger.open(file)) {
      ledger.add(Facts.night(night));
      for (int job = 1; job <= jobs; job++) {
        ledger.add(
            Facts.result(night, job, Verdict.FOUND),
            List.of(Facts.sighting("f00d" + job, night, job, "c")));
      }
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({"60s, 60", "60, 60", "2m, 120", "8h, 28800", "1h30m, 5400", "1m5s, 65"})
  void budget_forms(String text, long seconds) {
    assertThat(new BudgetTime().convert(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "0", "4s", "8 h", "-1h", "1d"})
  void budget_otherForms_areRefused(String text) {
    assertThatThrownBy(() -> new BudgetTime().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--shard=5/4", "--shard=0/4", "--shard=x", "--budget=1s", "--only=["})
  void hunt_wrongOption_isUsage(String option) {
    assertThat(run(new HuntCommand(), option)).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void hunt_nothingMatches_isUsageAndNoNightIsKept() {
    Path file = directory.resolve("l.db");

    assertThat(run(new HuntCommand(), "--ledger=" + file, "--only=NoSuchThing")).isEqualTo(2);

    assertThat(err.toString()).contains("no scenario matches 'NoSuchThing'");
    try (Ledger ledger = SqliteLedger.open(file)) {
      assertThat(ledger.nights()).isEmpty();
    }
  }

  @Test
  void hunt_noJdkThere_isUsage() {
    String file = "--ledger=" + directory.resolve("l.db");

    assertThat(run(new HuntCommand(), file, "--jdk", directory.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is no JDK");
  }

  @Test
  void hunt_foreignLedger_isUsage() throws IOException {
    Path file = Files.writeString(directory.resolve("l.db"), "something else ".repeat(100));

    assertThat(run(new HuntCommand(), "--ledger=" + file)).isEqualTo(2);
    assertThat(err.toString()).contains("cannot be opened as a ledger");
  }

  @Test
  void merge_twice_addsNothingTheSecondTime() {
    Path one = ledger("one.db", 1, 2);
    Path two = ledger("two.db", 2, 3);
    Path all = directory.resolve("all.db");

    assertThat(run(new LedgerCommand(), "merge", all + "", one + "", two + "")).isZero();
    assertThat(out.toString()).contains("one.db: 5 facts").contains("2 nights, 3 findings");
    assertThat(run(new LedgerCommand(), "merge", all + "", two + "", one + "")).isZero();
    assertThat(out.toString()).contains("one.db: 0 facts").contains("two.db: 0 facts");
  }

  @Test
  void merge_noSuchLedger_isUsageAndMakesNone() {
    Path all = directory.resolve("all.db");

    assertThat(run(new LedgerCommand(), "merge", all + "", directory + "/no.db")).isEqualTo(2);
    assertThat(all).doesNotExist();
  }

  @Test
  void show_beginningOfASignature_showsAccessesAndEvidence() {
    String file = "--ledger=" + ledger("one.db", 1, 2);

    assertThat(run(new LedgerCommand(), "show", file, "f00d1")).isZero();
    assertThat(out.toString())
        .contains("write Race.x plain, io/quiesce/Race.java:17", "it fails", "replay    7f3a");
    assertThat(run(new LedgerCommand(), "show", file, "night-1")).isZero();
    assertThat(out.toString()).contains("explorer io.quiesce.Race2, round 0");
    assertThat(run(new LedgerCommand(), "show", file, "f00d")).isEqualTo(2);
    assertThat(err.toString()).contains("2 findings begin with 'f00d'");
    assertThat(run(new LedgerCommand(), "show", file, "beef")).isEqualTo(2);
  }

  @Test
  void list_hasNightsAndFindings() {
    String file = "--ledger=" + ledger("one.db", 1, 2);

    assertThat(run(new LedgerCommand(), "list", file)).isZero();
    assertThat(out.toString()).contains("night    night-1  not ended, 2 results", "2 findings");
    assertThat(run(new LedgerCommand(), "list", file + "x")).isEqualTo(2);
  }
}
