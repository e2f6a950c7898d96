package io.quiesce.explore.weaken;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of a sweep, for people and for other programs. */
public final class WeakenReport {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private WeakenReport() {}

  /** One result in one line. */
  public static String line(Weakened one) {
    String what = one.weakening().line() + ", " + one.weakening().change() + ": ";
    return what
        + one.failure()
            .map(report -> "needed, " + report.test().name() + ": " + report.verdictLine())
            .orElseGet(() -> "HOLDS WITHOUT in " + counts(one));
  }

  private static String counts(Weakened one) {
    int tests = one.proved().size() + one.sampled().size();
    String left = one.left() == 0 ? "" : String.format(Locale.ROOT, ", no time for %d", one.left());
    return String.format(
            Locale.ROOT,
            "%d %s, %d exhaustive, %d sampled",
            tests,
            tests == 1 ? "test" : "tests",
            one.proved().size(),
            one.sampled().size())
        + left;
  }

  /** What nothing needs, one line each, and how many there are. */
  public static List<String> lines(List<Weakened> all) {
    List<String> lines = new ArrayList<>();
    all.stream().filter(one -> !one.isNeeded()).map(WeakenReport::line).forEach(lines::add);
    long needed = all.stream().filter(Weakened::isNeeded).count();
    lines.add(all.size() + " weaker modes, " + needed + " shown wrong by a test");
    return lines;
  }

  /** All results as a JSON array. */
  public static String json(List<Weakened> all) {
    try {
      return MAPPER.writeValueAsString(all.stream().map(WeakenReport::tree).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> tree(Weakened one) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("line", one.weakening().line());
    tree.put("kind", one.weakening().kind().name());
    tree.put("from", one.weakening().from().toString());
    tree.put("to", one.weakening().to().toString());
    tree.put("needed", one.isNeeded());
    one.failure().ifPresent(report -> tree.put("failure", failure(report)));
    tree.put("exhaustive", one.proved());
    tree.put("sampled", one.sampled());
    tree.put("left", one.left());
    return tree;
  }

  private static Map<String, Object> failure(TestReport report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    OutcomeRow row = report.firstFailure().orElseThrow();
    tree.put("test", report.test().name());
    tree.put("outcome", row.outcome());
    tree.put("expect", row.expect().name());
    tree.put("recording", row.recording() == null ? "" : row.recording().text());
    return tree;
  }
}
