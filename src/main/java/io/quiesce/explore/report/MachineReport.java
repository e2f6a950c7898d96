package io.quiesce.explore.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.run.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reports for other programs: JSON, and JUnit XML for build servers. */
public final class MachineReport {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String UNMODELLED = "UNMODELLED";

  private MachineReport() {}

  /**
   * All reports as a JSON array.
   *
   * @param refused tests that could not be explored, and why
   */
  public static String json(List<TestReport> reports, Map<TestCase, String> refused) {
    List<Object> all = new ArrayList<>();
    reports.forEach(report -> all.add(tree(report)));
    refused.forEach(
        (test, why) -> all.add(Map.of("test", test.name(), "verdict", UNMODELLED, "line", why)));
    try {
      return MAPPER.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> tree(TestReport report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("test", report.test().name());
    tree.put("model", report.model().label());
    tree.put("verdict", report.verdict().name());
    tree.put("line", report.verdictLine());
    tree.put("executions", report.executions());
    tree.put("estimate", Math.round(report.result().whole()));
    tree.put("blocked", report.result().wasted());
    tree.put("bounds", report.result().bounds());
    tree.put("loadBufferingNotExplored", report.loadBuffering());
    tree.put("seconds", report.result().nanos() / 1e9);
    tree.put("outcomes", report.rows().stream().map(MachineReport::tree).toList());
    tree.put("unreached", report.unreached().stream().map(unreached -> unreached.id()).toList());
    return tree;
  }

  private static Map<String, Object> tree(OutcomeRow row) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("outcome", row.outcome());
    tree.put("executions", row.executions());
    tree.put("expect", row.expect().name());
    tree.put("description", row.description());
    tree.put("replay", row.id());
    tree.put("recording", row.recording() == null ? "" : row.recording().text());
    return tree;
  }

  /**
   * All reports as one JUnit test suite: refuted is a failure, unknown is skipped, and what could
   * not be explored is an error.
   */
  public static String junitXml(List<TestReport> reports, Map<TestCase, String> refused) {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.append(
        String.format(
            Locale.ROOT,
            "<testsuite name=\"explore\" tests=\"%d\" errors=\"%d\" failures=\"%d\""
                + " skipped=\"%d\">%n",
            reports.size() + refused.size(),
            refused.size(),
            count(reports, Verdict.REFUTED),
            count(reports, Verdict.UNKNOWN)));
    reports.forEach(report -> text.append(testCase(report)));
    refused.forEach((test, why) -> text.append(error(test, why)));
    return text.append("</testsuite>\n").toString();
  }

  private static String error(TestCase test, String why) {
    return String.format(
        Locale.ROOT,
        "  <testcase classname=\"%s\" name=\"%s\"><error message=\"%s\"/></testcase>%n",
        Xml.escape(test.name()),
        UNMODELLED,
        Xml.escape(why));
  }

  private static long count(List<TestReport> reports, Verdict verdict) {
    return reports.stream().filter(report -> report.verdict() == verdict).count();
  }

  private static String testCase(TestReport report) {
    String line = Xml.escape(report.verdictLine());
    String body =
        switch (report.verdict()) {
          case PROVED -> "";
          case REFUTED -> "<failure message=\"" + line + "\"/>";
          case UNKNOWN -> "<skipped message=\"" + line + "\"/>";
        };
    return String.format(
        Locale.ROOT,
        "  <testcase classname=\"%s\" name=\"%s\" time=\"%.3f\">%s<system-out>%s</system-out>"
            + "</testcase>%n",
        Xml.escape(report.test().name()),
        report.model().label(),
        report.result().nanos() / 1e9,
        body,
        Xml.escape(TextReport.of(report)));
  }
}
