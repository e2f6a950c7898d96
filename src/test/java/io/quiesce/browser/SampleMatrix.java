package io.quiesce.browser;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Expectation;
import io.quiesce.bugs.corpus.Forecast;
import io.quiesce.bugs.corpus.Kind;
import io.quiesce.bugs.corpus.Origin;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.matrix.Matrix;
import io.quiesce.bugs.matrix.Pages;
import io.quiesce.bugs.matrix.Row;
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

/**
 * The page of a small matrix of bugs: what is caught late, early, by design not, and wrongly not.
 */
final class SampleMatrix {
  private final Path directory;

  private SampleMatrix(Path directory) {
    this.directory = directory;
  }

  static void write(Path directory) throws IOException {
    Path home = Files.createDirectories(directory).toAbsolutePath().normalize();
    SampleMatrix sample = new SampleMatrix(home);
    Duration time = Duration.ofSeconds(30);
    List<Row> rows =
        List.of(
            sample.row("slow-one", 12_000, Result.CAUGHT),
            sample.row("fast-one", 900, Result.CAUGHT),
            sample.row("lost-one", 30_000, Result.NOT_CAUGHT));
    new Pages(new Matrix(Instant.EPOCH, time, time, rows, List.of(), List.of())).write(home);
  }

  private Row row(String slug, long millis, Result result) throws IOException {
    Map<Tool, Forecast> tools = new EnumMap<>(Tool.class);
    Map<Tool, Measurement> cells = new EnumMap<>(Tool.class);
    for (Tool tool : Tool.values()) {
      boolean must = tool == Tool.UNIT || tool == Tool.EXPLORE;
      Expectation expect = must ? Expectation.CAUGHT : Expectation.MISSED;
      tools.put(tool, new Forecast(expect, "because <of it>", "A"));
      Path evidence = directory.resolve(slug + "-" + tool.label() + ".txt");
      Files.writeString(evidence, "what it printed");
      Result seen = must ? result : Result.NOT_CAUGHT;
      cells.put(
          tool, new Measurement(tool, seen, Duration.ofMillis(millis), "T", "why", "", evidence));
    }
    Origin origin = new Origin("", "", 2015, "", "V");
    Bug bug =
        new Bug(slug, "a < b", origin, "", "S1", Kind.LEAK, 1, "", "", tools, "diff", "# T\n");
    return new Row(bug, cells);
  }
}
