package io.quiesce.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Results side by side: a table a benchmark class, a row for each parameter and number of threads,
 * a column for each method with score, error and bytes allocated an operation.
 */
final class ResultTable {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Map<String, Map<String, Map<String, String>>> tables = new LinkedHashMap<>();
  private final Map<String, Set<String>> columns = new LinkedHashMap<>();

  ResultTable(Collection<RunResult> results) {
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      String name = params.getBenchmark();
      int dot = name.lastIndexOf('.');
      String table = name.substring(name.lastIndexOf('.', dot - 1) + 1, dot);
      String column = name.substring(dot + 1);
      columns.computeIfAbsent(table, t -> new LinkedHashSet<>()).add(column);
      tables
          .computeIfAbsent(table, t -> new LinkedHashMap<>())
          .computeIfAbsent(row(params), r -> new LinkedHashMap<>())
          .put(column, cell(result));
    }
  }

  private static String row(BenchmarkParams params) {
    String values =
        params.getParamsKeys().stream()
            .map(key -> key + "=" + params.getParam(key))
            .collect(Collectors.joining(" "));
    return ("threads=" + params.getThreads() + " " + values).strip();
  }

  private static String cell(RunResult result) {
    Result<?> score = result.getPrimaryResult();
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    String bytes =
        allocated == null ? "" : String.format(Locale.ROOT, " %.0f B", allocated.getScore());
    return String.format(
        Locale.ROOT,
        "%.1f ±%.1f %s%s",
        score.getScore(),
        score.getScoreError(),
        score.getScoreUnit(),
        bytes);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    tables.forEach((table, rows) -> append(text, table, rows, columns.get(table)));
    return text.toString();
  }

  private static void append(
      StringBuilder text, String table, Map<String, Map<String, String>> rows, Set<String> names) {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(table));
    head.addAll(names);
    lines.add(head);
    rows.forEach(
        (row, cells) -> {
          List<String> line = new ArrayList<>(List.of(row));
          names.forEach(name -> line.add(cells.getOrDefault(name, "-")));
          lines.add(line);
        });
    for (List<String> line : lines) {
      for (int column = 0; column < line.size(); column++) {
        int at = column;
        int width = lines.stream().mapToInt(other -> other.get(at).length()).max().orElse(1);
        text.append(
            String.format(
                column == 0 ? "%-" + width + "s" : "  %" + width + "s", line.get(column)));
      }
      text.append(System.lineSeparator());
    }
    text.append(System.lineSeparator());
  }
}
