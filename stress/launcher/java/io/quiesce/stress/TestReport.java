package io.quiesce.stress;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one test did.
 *
 * @param suite the suite's name, as in {@link Suite#name()}
 * @param test the test's full name
 * @param verdict how it ended
 * @param time wall time
 * @param samples executions observed: samples of jcstress, interleavings of Lincheck, executions of
 *     the explorer
 * @param effort how the time was spent, in a few words for the progress line
 * @param problems what is wrong, most important first; empty exactly when the verdict is no failure
 * @param details figures for the machine-readable summary, in the order to print them
 */
public record TestReport(
    String suite,
    String test,
    Verdict verdict,
    Duration time,
    long samples,
    String effort,
    List<String> problems,
    Map<String, Object> details) {

  /** Copies the lists; a failure must say what is wrong. */
  public TestReport {
    problems = List.copyOf(problems);
    if (verdict.failed() == problems.isEmpty()) {
      throw new IllegalArgumentException(
          "report of " + test + ": verdict=" + verdict + ", problems=" + problems);
    }
  }
}
