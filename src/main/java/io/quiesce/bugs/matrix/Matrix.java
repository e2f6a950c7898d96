package io.quiesce.bugs.matrix;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was measured.
 *
 * @param started when
 * @param took wall time of all
 * @param budget of each tool for each bug
 * @param rows one a bug that has a patch
 * @param absent bugs without a counterpart
 * @param baselines runs on the unpatched subject
 */
public record Matrix(
    Instant started,
    Duration took,
    Duration budget,
    List<Row> rows,
    List<Bug> absent,
    List<Baseline> baselines) {
  /** Copies the lists. */
  public Matrix {
    rows = List.copyOf(rows);
    absent = List.copyOf(absent);
    baselines = List.copyOf(baselines);
  }

  /** Everything that is not as it should be, one line each. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    baselines.forEach(one -> one.problem().ifPresent(problems::add));
    rows.forEach(row -> problems.addAll(row.problems()));
    return problems;
  }

  /** How many bugs a tool caught. */
  public long caught(Tool tool) {
    return rows.stream().filter(row -> row.caughtBy().contains(tool)).count();
  }

  /** How many bugs a tool was asked about. */
  public long asked(Tool tool) {
    return rows.stream().filter(row -> row.cells().containsKey(tool)).count();
  }

  /** The summary in one line. */
  public String line() {
    long caught = rows.stream().filter(row -> !row.caughtBy().isEmpty()).count();
    long alarms = baselines.stream().filter(one -> one.problem().isPresent()).count();
    return caught
        + " of "
        + rows.size()
        + " bugs caught, "
        + problems().size()
        + " problems, "
        + baselines.size()
        + " runs of the unpatched subject with "
        + alarms
        + " alarms, "
        + took.toSeconds()
        + " s";
  }
}
