package io.quiesce.learn.exercise;

import io.quiesce.explore.report.Witness;
import io.quiesce.explore.run.TestReport;
import java.util.List;

/**
 * What is said of a reader's fix.
 *
 * @param report what the explorer found
 * @param problems why it is none; empty if it is one
 * @param witness an execution that breaks it; null if there is none to show
 */
public record Judgement(TestReport report, List<String> problems, Witness witness) {

  /** Copies the list. */
  public Judgement {
    problems = List.copyOf(problems);
  }

  /** Whether the program is mended. */
  public boolean isFixed() {
    return problems.isEmpty();
  }

  /** The number of executions that stand behind it. */
  public long executions() {
    return report.executions();
  }
}
