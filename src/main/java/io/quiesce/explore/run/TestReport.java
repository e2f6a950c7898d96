package io.quiesce.explore.run;

import io.quiesce.explore.jcstress.OutcomeCase;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.search.Result;
import io.quiesce.explore.search.execution.Ending;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the exploration of one test found.
 *
 * @param test the test
 * @param model the memory model
 * @param result what the search counted
 * @param rows the outcomes that happened, failing ones first
 * @param unreached acceptable cases that did not happen
 * @param loadBuffering whether a plain access could take part in a cycle of program order and
 *     reads-from, which is legal Java but never explored
 * @param sampled executions were drawn at random
 */
public record TestReport(
    TestCase test,
    Model model,
    Result result,
    List<OutcomeRow> rows,
    List<OutcomeCase> unreached,
    boolean loadBuffering,
    boolean sampled) {

  /** The verdict. */
  public Verdict verdict() {
    if (firstFailure().isPresent()) {
      return Verdict.REFUTED;
    }
    return result.isExhaustive() && !sampled ? Verdict.PROVED : Verdict.UNKNOWN;
  }

  /** The failing outcome with the shortest execution. */
  public Optional<OutcomeRow> firstFailure() {
    return rows.stream().filter(row -> row.expect().fails()).findFirst();
  }

  /** The line that says it all. */
  public String verdictLine() {
    String line =
        switch (verdict()) {
          case PROVED -> "PROVED   exhaustive: " + counts();
          case REFUTED -> refuted(firstFailure().orElseThrow());
          case UNKNOWN -> "UNKNOWN  " + why();
        };
    if (!test.termination() && result.count(Ending.STALE) > 0) {
      line += ", a loop of plain reads may never end";
    }
    return loadBuffering ? line + ", load buffering not explored" : line;
  }

  private String counts() {
    return String.format(
        Locale.ROOT,
        "%,d executions, %,d blocked, model %s",
        result.complete(),
        result.wasted() + result.stuck(),
        model.label());
  }

  private static String refuted(OutcomeRow row) {
    String what =
        row.unlisted()
            ? "outcome " + row.outcome() + " is listed by no @Outcome and reachable"
            : row.expect() == io.quiesce.explore.jcstress.Expectation.FORBIDDEN
                ? "outcome " + row.outcome() + " is FORBIDDEN and reachable"
                : "outcome " + row.outcome() + " is reachable";
    return "REFUTED  " + what + (row.id().isEmpty() ? "" : ", replay " + row.id());
  }

  private String why() {
    if (sampled) {
      String line = String.format(Locale.ROOT, "sampled %,d executions", executions());
      long wasted = result.wasted();
      return wasted == 0
          ? line
          : line + String.format(Locale.ROOT, ", %,d walks led to none", wasted);
    }
    if (!result.bounds().isEmpty()) {
      StringBuilder text = new StringBuilder();
      result
          .bounds()
          .forEach(
              (bound, hits) ->
                  text.append(text.isEmpty() ? "" : "; ")
                      .append(
                          String.format(Locale.ROOT, "bound %s was hit %,d times", bound, hits)));
      return text.toString();
    }
    String line = String.format(Locale.ROOT, "stopped after %,d executions", executions());
    return result.whole() > executions() ? line + " of about " + about(result.whole()) : line;
  }

  /** An estimated number, with the two digits that it is good for. */
  public static String about(double number) {
    return String.format(
        Locale.ROOT, "%,.0f", new BigDecimal(number).round(new MathContext(2)).doubleValue());
  }

  /** Executions visited, whole or stuck. */
  public long executions() {
    return result.complete() + result.stuck() + result.count(Ending.BOUND);
  }
}
