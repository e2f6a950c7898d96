package io.quiesce.report.view;

import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Scenarios by engine and JDK.
 *
 * @param columns the columns, sorted
 * @param rows for each scenario, sorted by name, its cells; a column without a job has none
 */
public record Matrix(List<Column> columns, SortedMap<String, SortedMap<Column, Cell>> rows) {
  /** The matrix of results, and of what the same nights saw. */
  public static Matrix of(List<JobResult> results, List<Sighting> sightings) {
    Map<String, Set<String>> found = new TreeMap<>();
    sightings.forEach(
        one -> found.computeIfAbsent(place(one), p -> new TreeSet<>()).add(one.signature()));
    Map<String, Map<Column, List<JobResult>>> jobs = new TreeMap<>();
    Set<Column> columns = new TreeSet<>();
    for (JobResult result : results) {
      Column column = new Column(result.job().scenario().engine(), result.job().jdk());
      columns.add(column);
      jobs.computeIfAbsent(result.job().scenario().name(), name -> new TreeMap<>())
          .computeIfAbsent(column, c -> new ArrayList<>())
          .add(result);
    }
    SortedMap<String, SortedMap<Column, Cell>> rows = new TreeMap<>();
    jobs.forEach((scenario, cells) -> rows.put(scenario, row(scenario, cells, found)));
    return new Matrix(List.copyOf(columns), rows);
  }

  private static SortedMap<Column, Cell> row(
      String scenario, Map<Column, List<JobResult>> jobs, Map<String, Set<String>> found) {
    SortedMap<Column, Cell> row = new TreeMap<>();
    jobs.forEach(
        (column, results) -> {
          Set<String> here = found.getOrDefault(place(scenario, column), Set.of());
          row.put(column, new Cell(scenario, column, results, List.copyOf(here)));
        });
    return row;
  }

  private static String place(Sighting one) {
    return place(one.scenario().name(), new Column(one.scenario().engine(), one.jdk()));
  }

  private static String place(String scenario, Column column) {
    return scenario + " " + column;
  }

  /** Whether there is such a cell. */
  public boolean has(String scenario, Column column) {
    return rows.containsKey(scenario) && rows.get(scenario).containsKey(column);
  }

  /** All cells, by scenario and column. */
  public List<Cell> cells() {
    return rows.values().stream().flatMap(row -> row.values().stream()).toList();
  }

  /** All cells with that verdict. */
  public List<Cell> cells(Verdict verdict) {
    return cells().stream().filter(cell -> cell.verdict() == verdict).toList();
  }
}
