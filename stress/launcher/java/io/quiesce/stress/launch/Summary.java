package io.quiesce.stress.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quiesce.stress.Mode;
import io.quiesce.stress.TestReport;
import io.quiesce.stress.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All reports of a run, as the table at its end and as a file for machines. */
final class Summary {
  /** Starts the lines that are meant for a program. */
  private static final String WIRE_MARK = "@@stress ";

  private final Mode mode;
  private final Instant start = Instant.now();
  private final List<TestReport> reports = new ArrayList<>();

  Summary(Mode mode) {
    this.mode = mode;
  }

  /** Adds the report of a test. */
  void add(TestReport report) {
    reports.add(report);
  }

  /** The number of tests that did not end well. */
  long failed() {
    return reports.stream().filter(report -> report.verdict().failed()).count();
  }

  private long unknown() {
    return reports.stream().filter(report -> report.verdict() == Verdict.UNKNOWN).count();
  }

  /**
   * One row a test, what is unknown and then failures last so that they stand next to the prompt,
   * and a closing line.
   */
  String table() {
    int width = reports.stream().mapToInt(report -> report.test().length()).max().orElse(1);
    String row = "%-8s  %-" + width + "s  %-17s %15s %8s%n";
    StringBuilder table = new StringBuilder();
    table.append(String.format(row, "suite", "test", "verdict", "samples", "seconds"));
    reports.stream()
        .sorted(Comparator.comparing(Summary::weight))
        .forEach(
            report ->
                table.append(
                    String.format(
                        Locale.ROOT,
                        row,
                        report.suite(),
                        report.test(),
                        report.verdict().label(),
                        String.format(Locale.ROOT, "%,d", report.samples()),
                        String.format(Locale.ROOT, "%.1f", report.time().toMillis() / 1e3))));
    reports.stream()
        .filter(report -> report.verdict() != Verdict.OK)
        .sorted(Comparator.comparing(Summary::weight))
        .forEach(report -> table.append(why(report)));
    return table.append(String.format("%n%s", closingLine())).toString();
  }

  /** Why a test is not OK: what is wrong with it, or how far it came. */
  private static String why(TestReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format("%n%s %s: %s%n", report.suite(), report.test(), report.verdict().label()));
    List<String> lines = report.problems().isEmpty() ? List.of(report.effort()) : report.problems();
    lines.stream()
        .flatMap(String::lines)
        .forEach(line -> text.append(String.format("    %s%n", line)));
    return text.toString();
  }

  private static int weight(TestReport report) {
    return report.verdict() == Verdict.UNKNOWN ? 1 : report.verdict().failed() ? 2 : 0;
  }

  private String closingLine() {
    Duration time = Duration.between(start, Instant.now());
    return String.format(
        Locale.ROOT,
        "%d tests, %d failed, %d unknown, %s, mode %s, JDK %s",
        reports.size(),
        failed(),
        unknown(),
        Progress.clock(time),
        mode.name().toLowerCase(Locale.ROOT),
        Runtime.version());
  }

  /** Writes everything in JSON: run, then tests in the order in which they ran. */
  void write(Path file) throws IOException {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("mode", mode.name().toLowerCase(Locale.ROOT));
    run.put("jdk", Runtime.version().toString());
    run.put("vm", System.getProperty("java.vm.name"));
    run.put("arch", System.getProperty("os.arch"));
    run.put("cpus", Runtime.getRuntime().availableProcessors());
    run.put("started", start.toString());
    run.put("seconds", Duration.between(start, Instant.now()).toMillis() / 1e3);
    run.put("failed", failed());
    run.put("unknown", unknown());
    run.put("tests", reports.stream().map(Summary::row).toList());
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), run);
  }

  /** One report as a line for the program that started this one. */
  static String wireLine(TestReport report) {
    try {
      return WIRE_MARK + new ObjectMapper().writeValueAsString(row(report));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no form as JSON: " + report, e);
    }
  }

  private static Map<String, Object> row(TestReport report) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("suite", report.suite());
    row.put("test", report.test());
    row.put("verdict", report.verdict().name());
    row.put("seconds", report.time().toMillis() / 1e3);
    row.put("samples", report.samples());
    row.put("problems", report.problems());
    row.putAll(report.details());
    return row;
  }
}
