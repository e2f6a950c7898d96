package io.quiesce.explore.report;

import io.quiesce.explore.jcstress.OutcomeCase;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Reports as text. */
public final class TextReport {
  private TextReport() {}

  /** The outcome table and the verdict line of a test. */
  public static String of(TestReport report) {
    StringBuilder text = new StringBuilder(report.test().name()).append('\n');
    int width =
        Math.max(7, report.rows().stream().mapToInt(r -> r.outcome().length()).max().orElse(0));
    String format = "  %-" + width + "s  %12s  %-22s  %s%n";
    text.append(line(format, "outcome", "executions", "expectation", ""));
    for (OutcomeRow row : report.rows()) {
      String expect = row.unlisted() ? "not listed" : expectation(row);
      text.append(line(format, row.outcome(), count(row), expect, row.description()));
    }
    for (OutcomeCase unreached : report.unreached()) {
      String note = unreached(report);
      text.append(line(format, unreached.id(), "0", unreached.expect().name(), note));
    }
    return text.append("  ").append(report.verdictLine()).append('\n').toString();
  }

  private static String unreached(TestReport report) {
    boolean all = report.result().isExhaustive() && !report.sampled();
    return all ? "not reachable under " + report.model().label() : "not reached";
  }

  private static String expectation(OutcomeRow row) {
    return row.expect().fails() && row.description().startsWith("some thread")
        ? "failure"
        : row.expect().name();
  }

  private static String count(OutcomeRow row) {
    return String.format(Locale.ROOT, "%,d", row.executions());
  }

  private static String line(String format, String a, String b, String c, String d) {
    return row(format, a, b, c, d);
  }

  /** A witness: steps by thread, who reads from whom, and which edge is missing. */
  public static String of(Witness witness) {
    int access = widest(witness, Step::access);
    int line = widest(witness, Step::line);
    String format = "  %3s  %-6s  %-" + access + "s  %-8s  %-" + line + "s  %s%n";
    StringBuilder text = new StringBuilder();
    text.append(row(format, "#", "thread", "access", "mode", "line", "reads from"));
    for (Step step : witness.steps()) {
      text.append(
          row(
              format,
              step.number(),
              step.thread(),
              step.access(),
              step.mode(),
              step.line(),
              source(step)));
    }
    missing(witness).forEach(edge -> text.append("  ").append(edge).append('\n'));
    return text.append("  recording ").append(witness.recording()).append('\n').toString();
  }

  private static int widest(Witness witness, Function<Step, String> column) {
    return witness.steps().stream().mapToInt(s -> column.apply(s).length()).reduce(6, Math::max);
  }

  private static String row(String format, Object... columns) {
    return String.format(Locale.ROOT, format, columns).replaceAll(" +(?=\\R)", "");
  }

  private static String source(Step step) {
    return step.readsFrom() < 0
        ? ""
        : step.readsFrom() == 0 ? "initial value" : "step " + step.readsFrom();
  }

  /** Why each stale read is allowed. */
  static List<String> missing(Witness witness) {
    List<String> lines = new ArrayList<>();
    for (Step step : witness.steps()) {
      if (step.missed() > 0) {
        lines.add(
            String.format(
                Locale.ROOT,
                "missing edge: step %d does not see step %d, because nothing orders %d before %d"
                    + " (%s, %s)",
                step.number(),
                step.missed(),
                step.missed(),
                step.number(),
                witness.steps().get(step.missed() - 1).mode(),
                step.mode()));
      }
    }
    return lines;
  }
}
