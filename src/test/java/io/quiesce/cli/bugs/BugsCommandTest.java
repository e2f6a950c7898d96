package io.quiesce.cli.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a user of {@code bugs} sees. */
final class BugsCommandTest {
  private static final String SLUG = "stackfree-reenters-own-cache";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int run(String... words) {
    return new CommandLine(new BugsCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  @Test
  void plain_oneNameALine() {
    assertThat(run("--plain")).isZero();
    assertThat(out.toString().lines()).contains(SLUG).allMatch(line -> line.matches("[a-z0-9-]+"));
  }

  @Test
  void list_hasToolsThatShouldCatch() {
    assertThat(run("list")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.startsWith(SLUG) && line.contains("golang/go#15853"))
        .anyMatch(line -> line.startsWith(SLUG) && line.endsWith("explore jcstress"));
  }

  @Test
  void show_printsLessonAndDiff() {
    assertThat(run("show", SLUG)).isZero();
    assertThat(out.toString()).contains("## The interleaving", "+++ b/src/main/java/", "S9");
  }

  @Test
  @Tag("processes")
  void run_explorer_catchesItAndShowsTheExecution() {
    int code =
        run("run", SLUG, "--with", "explore", "--budget", "5m", "--work", directory.toString());

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains(
            "explore: caught", "StackReleaseVisits.FlushVersusRelease", "replay", "recording");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show no-such-bug",
        "run no-such-bug",
        "run stackfree-reenters-own-cache --with nothing",
        "run stackfree-reenters-own-cache --budget soon",
        "run stackfree-reenters-own-cache --budget 0",
        "run stackfree-reenters-own-cache --with unit --project src",
        "matrix --only no-such-bug",
        "orderings --only no-such-access",
        "whatever"
      })
  void usersMistake_exits2WithAMessageAndNoTrace(String line) {
    assertThat(run((line + (line.startsWith("run") ? " --work " + directory : "")).split(" ", -1)))
        .isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ", "Exception");
  }
}
