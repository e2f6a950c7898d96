package io.quiesce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.trace.TraceText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user of {@code replay-trace} sees, and the exit codes. */
final class ReplayTraceTest {
  private static final String TRACES = "src/test/resources/traces/";
  private static final String GOOD = TRACES + "w2-small-p2-wb.csv.gz";

  @TempDir static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... files) {
    String[] args = new String[files.length + 1];
    args[0] = "replay-trace";
    System.arraycopy(files, 0, args, 1, files.length);
    CommandLine line = Quiesce.commandLine();
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
  }

  private String changed() throws IOException {
    TraceText text = TraceText.recorded("w2-small-p2-wb");
    int line = text.find(",SALLOC,0,", 3);
    Path file = text.withColumn(line, 7, "1").writeTo(folder.resolve("changed.csv"));
    return file.toString();
  }

  private String cut() throws IOException {
    TraceText text = TraceText.recorded("w2-small-p2-wb");
    return text.with(500, l -> "seven").writeTo(folder.resolve("bad.csv")).toString();
  }

  @Test
  void replayTrace_agreeingTraces_printsALineEachAndExits0() {
    assertThat(run(GOOD, TRACES + "w8-small-p2-a0.csv.gz")).isZero();

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString().lines()).hasSize(2);
    assertThat(out.toString().lines().findFirst().orElseThrow())
        .startsWith("w2-small-p2-wb.csv.gz: 2212 events, ")
        .contains("checks (span ", ", stack ", ", goroutine ")
        .endsWith("disagreements 0, stacks_inuse excess 0 B, tolerated races none");
  }

  @Test
  void replayTrace_disagreement_showsBothValuesAndExits1() throws IOException {
    assertThat(run(GOOD, changed())).isEqualTo(1);

    assertThat(out.toString())
        .containsPattern("changed.csv: 2212 events, .* disagreements [1-9]")
        .containsPattern(
            "\n  stack: first disagreement at line \\d+, seq \\d+ m\\d .* SALLOC path=1,.*"
                + "path: Go 1, ours 0");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void replayTrace_badFile_namesItReplaysTheRestAndExits2() throws IOException {
    String bad = cut();

    assertThat(run(bad, changed(), GOOD)).isEqualTo(2);

    assertThat(err.toString().lines())
        .containsExactly(
            "replay-trace: "
                + bad
                + ":501: seq: expected a decimal number of 64 bits,"
                + " found 'seven'");
    assertThat(out.toString()).contains("changed.csv:", "w2-small-p2-wb.csv.gz:");
  }

  @Test
  void replayTrace_missingForeignAndDirectory_exit2WithoutStackTrace() {
    assertThat(run("no-such-file.csv.gz")).isEqualTo(2);
    assertThat(run("pom.xml")).isEqualTo(2);
    assertThat(run(".")).isEqualTo(2);
    assertThat(run("bad\0name")).isEqualTo(2);

    assertThat(err.toString())
        .contains("no-such-file.csv.gz: no such file")
        .contains("pom.xml:1: not a runtime trace")
        .contains(".: is a directory")
        .doesNotContain("\tat ", "Exception");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void replayTrace_withoutFile_printsUsageAndExits2() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required parameter: 'FILE'", "Usage:");
  }

  @Test
  void replayTrace_help_listsTheExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "Usage: quiesce replay-trace", "every trace agrees", "trace disagrees", "damaged");
  }
}
