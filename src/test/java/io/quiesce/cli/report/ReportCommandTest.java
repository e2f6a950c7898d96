package io.quiesce.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.report.SampleNights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user of {@code report} sees, and the exit codes. */
final class ReportCommandTest {
  private static Path file;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path pages;

  @BeforeAll
  static void ledger(@TempDir Path folder) {
    file = folder.resolve("l.db");
    try (Ledger ledger = SqliteLedger.open(file)) {
      SampleNights.fill(ledger);
    }
  }

  @BeforeEach
  void pages() {
    pages = directory.resolve("pages");
  }

  private int run(String... args) {
    return new CommandLine(new ReportCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private int report(String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "--ledger=" + file;
    args[1] = "--out=" + pages;
    System.arraycopy(more, 0, args, 2, more.length);
    return run(args);
  }

  @Test
  void call_blindNight_writesAndExits1() {
    assertThat(report()).isEqualTo(1);

    assertThat(out.toString())
        .startsWith(
            "n3-1of2: BLIND: it did not find what was planted (flush-too-early by jcstress)")
        .contains("wrote " + pages.resolve("index.html"));
    assertThat(pages.resolve("night-n3-1of2.html")).exists();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void call_cleanNight_exits0() {
    assertThat(report("--night", "n1", "--format", "json,junit")).isZero();

    assertThat(pages.resolve("night.json")).exists();
    assertThat(pages.resolve("junit.xml")).exists();
    assertThat(pages.resolve("index.html")).doesNotExist();
  }

  @Test
  void call_github_printsAnnotations() {
    assertThat(report("--night", "n2", "--format=github")).isEqualTo(1);

    assertThat(out.toString()).startsWith("::error file=src/main/java/io/quiesce/stack/");
  }

  @Test
  void call_missingLedger_exits2AndMakesNone() {
    Path gone = directory.resolve("gone.db");

    assertThat(run("--ledger=" + gone, "--out=" + pages)).isEqualTo(2);
    assertThat(err.toString()).contains("there is no ledger " + gone);
    assertThat(gone).doesNotExist();
  }

  @Test
  void call_fileThatIsNoLedger_exits2AndNamesIt() throws IOException {
    Path other = directory.resolve("other.db");
    Files.writeString(other, "no database, though long enough to be taken for one ".repeat(50));

    assertThat(run("--ledger=" + other, "--out=" + pages)).isEqualTo(2);
    assertThat(err.toString()).startsWith("report: ").contains("other.db").doesNotContain("\tat ");
  }

  @Test
  void call_unknownNight_exits2AndNamesTheNewest() {
    assertThat(report("--night=n9")).isEqualTo(2);
    assertThat(err.toString()).contains("no night 'n9'; the newest are n1, n2, n3-1of2, n3-2of2");
  }

  @Test
  void call_unknownFormat_exits2AndListsAll() {
    assertThat(report("--format=pdf")).isEqualTo(2);
    assertThat(err.toString())
        .contains("no format 'pdf'; there are html, sarif, junit, json, github");
  }

  @Test
  void call_outIsAFile_exits2() throws IOException {
    Files.writeString(pages, "");

    assertThat(report()).isEqualTo(2);
    assertThat(err.toString()).startsWith("report: the report cannot be written");
  }
}
