package io.quiesce.cli.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a user of {@code learn} sees. */
final class LearnCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int run(String... words) {
    return run(List.of(), words);
  }

  private int run(List<String> missed, String... words) {
    return new CommandLine(new LearnCommand(() -> missed))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  @Test
  void plain_oneNameALine_firstIsALesson() {
    assertThat(run("--plain")).isZero();
    List<String> names = out.toString().lines().toList();
    assertThat(names).isNotEmpty().allMatch(line -> line.matches("[a-z0-9-]+"));

    assertThat(run(names.get(0), "--no-hardware")).isZero();
    assertThat(out.toString()).contains("Lesson 1 of " + names.size(), "PROVED", "was not asked");
  }

  @Test
  void list_hasNumberNameAndSummary() {
    assertThat(run()).isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches(" 3 {2}opaque +What opaque does not order .*data.*"));
  }

  @Test
  void show_blindExplorer_saysNothingElse() {
    assertThat(run(List.of("RACY_FIELD"), "opaque", "--no-hardware")).isEqualTo(1);
    assertThat(err.toString()).contains("CANARY MISSED  RACY_FIELD");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void site_isWritten() {
    Path site = directory.resolve("site");

    assertThat(run("--site", site.toString(), "--no-hardware")).isZero();
    assertThat(site.resolve("index.html")).exists();
    assertThat(out.toString()).contains("0 problems");
  }

  @Test
  void exercise_isWrittenOnce_andIsNotSolved() {
    assertThat(run("opaque", "--exercise", directory.toString())).isZero();
    assertThat(directory.resolve("Exercise.java")).isNotEmptyFile();

    assertThat(run("opaque", "--check", directory.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("NOT YET  it still gives", "missing edge");

    assertThat(run("opaque", "--exercise", directory.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is there already");
  }

  private int check(String from, String to) throws IOException {
    run("opaque", "--exercise", directory.toString());
    Path file = directory.resolve("Exercise.java");
    String text = Files.readString(file);
    assertThat(text).containsPattern(from);
    Files.writeString(file, text.replaceAll(from, to));
    return run("opaque", "--check", directory.toString());
  }

  @Test
  void check_rightSolution_isFixed() throws IOException {
    assertThat(check("(get|set)Opaque", "$1")).isZero();
    assertThat(out.toString()).containsPattern("FIXED {4}exhaustive: \\d+ executions");
  }

  @Test
  void check_halfASolution_isNone() throws IOException {
    assertThat(check("setOpaque", "setRelease")).isEqualTo(1);
    assertThat(out.toString()).contains("NOT YET  it still gives", "recording");
  }

  @Test
  void check_workRemoved_isNoSolution() throws IOException {
    assertThat(check("i < n", "i < 0")).isEqualTo(1);
    assertThat(out.toString()).contains("it never gives 1, 7, which it must be able to");
  }

  @Test
  void check_outcomesDeclaredFine_doesNotHelp() throws IOException {
    assertThat(check("FORBIDDEN, desc", "ACCEPTABLE, desc")).isEqualTo(1);
    assertThat(out.toString()).contains("NOT YET  it still gives");
  }

  @Test
  void check_actorRenamed_isNoSolution() throws IOException {
    assertThat(check("void writer", "void author")).isEqualTo(1);
    assertThat(out.toString()).contains("must be [reader, writer], not [author, reader]");
  }

  @Test
  void check_doesNotCompile_exits2WithTheLine() throws IOException {
    assertThat(check("int shown = 0;", "int shown = 0")).isEqualTo(2);
    assertThat(err.toString()).containsPattern("does not compile:\\R  Exercise.java:\\d+: ';'");
  }

  @Test
  void check_classRenamed_exits2() throws IOException {
    assertThat(check("class Exercise", "class Mine")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such-lesson",
        "opaq",
        "--check src",
        "--exercise target/never",
        "opaque --plain",
        "opaque --site",
        "opaque --check no-such-directory",
        "opaque --check src/main/resources/matrix",
        "opaque --check src --site",
        "opaque --jcstress no-such.jar",
        "opaque --limit soon",
        "opaque more"
      })
  void usersMistake_exits2WithAMessageAndNoTrace(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ", "Exception");
  }
}
