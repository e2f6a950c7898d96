package io.quiesce.learn.predict;

import io.quiesce.explore.report.Witness;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.course.Variant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the explorer found of a lesson.
 *
 * @param lesson the lesson
 * @param reports what was found of each variant, by its name
 * @param witness the execution that the lesson shows; null if no execution has its outcome
 * @param problems claims of the lesson that do not hold, one line each
 */
public record Prediction(
    Lesson lesson, Map<String, TestReport> reports, Witness witness, List<String> problems) {

  /** Copies. */
  public Prediction {
    reports = Map.copyOf(reports);
    problems = List.copyOf(problems);
  }

  /** What was found of a variant. */
  public TestReport of(Variant variant) {
    return reports.get(variant.name());
  }

  /** How many executions of a variant give an outcome. */
  public long executions(Variant variant, String outcome) {
    return row(of(variant), outcome).map(OutcomeRow::executions).orElse(0L);
  }

  /** Whether a variant gives an outcome that it must not give. */
  public boolean isFailure(Variant variant, String outcome) {
    return row(of(variant), outcome).map(row -> row.expect().fails()).orElse(false);
  }

  /** All outcomes of all variants, sorted. */
  public Set<String> outcomes() {
    Set<String> all = new TreeSet<>();
    reports.values().forEach(report -> report.rows().forEach(row -> all.add(row.outcome())));
    return all;
  }

  static java.util.Optional<OutcomeRow> row(TestReport report, String outcome) {
    return report.rows().stream().filter(row -> row.outcome().equals(outcome)).findFirst();
  }
}
