package io.quiesce.bugs.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Expectation;
import io.quiesce.bugs.corpus.Forecast;
import io.quiesce.bugs.corpus.Kind;
import io.quiesce.bugs.corpus.Origin;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.tool.Measurement;
import io.quiesce.bugs.tool.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What contradicts a promise, and the pages. */
final class MatrixTest {
  @TempDir private Path directory;

  /** UNIT must catch it, REPLAY cannot, of all others nothing is known. */
  private static Bug bug(String slug) {
    Map<Tool, Forecast> tools = new EnumMap<>(Tool.class);
    for (Tool tool : Tool.values()) {
      tools.put(tool, new Forecast(Expectation.MAYBE, "chance", ""));
    }
    tools.put(Tool.UNIT, new Forecast(Expectation.CAUGHT, "counts", "A"));
    tools.put(Tool.REPLAY, new Forecast(Expectation.MISSED, "one thread", ""));
    Origin origin = new Origin("", "", 2015, "", "V");
    return new Bug(
        slug, "a < b & c", origin, "", "S1", Kind.LEAK, 1, "", "", tools, "diff", "# T\n");
  }

  private Measurement measured(Tool tool, Result result) {
    Path evidence = directory.toAbsolutePath().normalize().resolve("evidence/" + tool + ".txt");
    return new Measurement(tool, result, Duration.ofMillis(1500), "T", "why", "", evidence);
  }

  private Row row(Tool tool, Result result) {
    return new Row(bug("some-bug"), Map.of(tool, measured(tool, result)));
  }

  private Matrix matrix(List<Row> rows, List<Baseline> baselines) {
    Duration time = Duration.ofSeconds(30);
    return new Matrix(Instant.EPOCH, time, time, rows, List.of(), baselines);
  }

  @Test
  void contradiction_promiseKept_isNone() {
    assertThat(row(Tool.UNIT, Result.CAUGHT).contradiction(Tool.UNIT)).isEmpty();
    assertThat(row(Tool.REPLAY, Result.NOT_CAUGHT).contradiction(Tool.REPLAY)).isEmpty();
    assertThat(row(Tool.CHAOS, Result.CAUGHT).contradiction(Tool.CHAOS)).isEmpty();
    assertThat(row(Tool.CHAOS, Result.NOT_CAUGHT).contradiction(Tool.CHAOS)).isEmpty();
  }

  @Test
  void contradiction_promiseBroken_namesBugAndTool() {
    assertThat(row(Tool.UNIT, Result.NOT_CAUGHT).contradiction(Tool.UNIT).orElseThrow())
        .contains("some-bug, unit", "should catch it");
    assertThat(row(Tool.REPLAY, Result.CAUGHT).contradiction(Tool.REPLAY).orElseThrow())
        .contains("should miss it");
    assertThat(row(Tool.CHAOS, Result.TOOL_FAILED).contradiction(Tool.CHAOS).orElseThrow())
        .contains("the tool failed");
  }

  @Test
  void problems_caughtByNothing_isOne() {
    assertThat(matrix(List.of(row(Tool.CHAOS, Result.NOT_CAUGHT)), List.of()).problems())
        .containsExactly("some-bug: no tool caught it");
  }

  @Test
  void problems_alarmOfTheUnpatchedSubject_isOne() {
    Baseline alarm = new Baseline(2, measured(Tool.EXPLORE, Result.CAUGHT));
    Baseline fine = new Baseline(1, measured(Tool.EXPLORE, Result.NOT_CAUGHT));

    assertThat(matrix(List.of(), List.of(fine, alarm)).problems())
        .singleElement()
        .asString()
        .contains("unpatched subject, explore, round 2", "false alarm");
  }

  @Test
  void write_cell_isLinkedAndEscaped() throws IOException {
    Matrix matrix = matrix(List.of(row(Tool.UNIT, Result.CAUGHT)), List.of());

    new Pages(matrix).write(directory);

    assertThat(directory.resolve("index.html"))
        .content()
        .contains("href=\"evidence/UNIT.txt\"", "a &lt; b &amp; c", "caught unit", "1.5 s")
        .doesNotContain("{{", "a < b");
    assertThat(directory.resolve("matrix.md"))
        .content()
        .contains("[1.5 s](evidence/UNIT.txt)", "Nothing contradicts");
    JsonNode json = new ObjectMapper().readTree(directory.resolve("matrix.json").toFile());
    assertThat(json.at("/bugs/0/tools/unit/result").asText()).isEqualTo("caught");
    assertThat(json.at("/bugs/0/tools/unit/contradicts").asBoolean(true)).isFalse();
  }

  @Test
  void summarise_marks_replacesWhatIsBetween() throws IOException {
    Path readme = directory.resolve("README.md");
    Files.writeString(readme, "a\n<!-- matrix: begin -->\nold\n<!-- matrix: end -->\nz\n");

    new Pages(matrix(List.of(row(Tool.UNIT, Result.CAUGHT)), List.of())).summarise(readme);

    assertThat(readme)
        .content()
        .startsWith("a\n")
        .endsWith("<!-- matrix: end -->\nz\n")
        .contains("[some-bug](src/main/resources/bugs/some-bug/lesson.md)")
        .doesNotContain("old");
  }

  @Test
  void summarise_noMarks_isRefused() throws IOException {
    Path readme = Files.writeString(directory.resolve("README.md"), "nothing\n");

    assertThatThrownBy(() -> new Pages(matrix(List.of(), List.of())).summarise(readme))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("matrix: begin");
  }

  @Test
  void fastest_withoutCheckout_leavesTheBugOut() {
    List<Bug> bugs = List.of(bug("some-bug"));

    assertThat(Plan.fastest(bugs, true).cells().values()).containsExactly(List.of(Tool.UNIT));
    assertThat(Plan.fastest(bugs, false).cells()).isEmpty();
    assertThat(Plan.whole(bugs).needsCheckout()).isTrue();
    assertThat(Plan.whole(bugs).first(Tool.UNIT)).isEqualTo("(?:A)");
  }
}
