package io.quiesce.stress.lincheck;

import io.quiesce.stress.TestReport;
import io.quiesce.stress.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a worker said about one class so far. */
final class Findings {
  private static final int MOST_LINES_ON_CONSOLE = 100;

  private final String test;
  private final List<Explored> scenarios = new ArrayList<>();
  private final List<String> text = new ArrayList<>();
  private Verdict failure = Verdict.OK;
  private String failing = "";

  private record Explored(
      int executions, int bound, boolean declared, boolean mustExhaust, String description) {
    boolean exhausted() {
      return executions < bound;
    }

    /** Two threads have at least two interleavings; Lincheck has given up, and says nothing. */
    boolean unexplored() {
      return declared && executions == 1 && description.contains(" | ");
    }
  }

  Findings(String test) {
    this.test = test;
  }

  /** Takes a line of {@link Wire}, without its mark, that lies between BEGIN and END. */
  void take(String line) {
    String[] fields = line.split("\t", 6);
    switch (fields[0]) {
      case Wire.SCENARIO ->
          scenarios.add(
              new Explored(
                  Integer.parseInt(fields[1]),
                  Integer.parseInt(fields[2]),
                  Boolean.parseBoolean(fields[3]),
                  Boolean.parseBoolean(fields[4]),
                  fields[5]));
      case Wire.INCORRECT -> {
        fail(Verdict.INCORRECT);
        failing = fields[1];
      }
      case Wire.ERROR -> fail(Verdict.ERROR);
      default -> throw new IllegalArgumentException("unknown line from a worker: " + line);
    }
  }

  /** Records why the class did not come to its end. */
  void fail(Verdict verdict, String why) {
    fail(verdict);
    text.add(why);
  }

  private void fail(Verdict verdict) {
    failure = verdict;
    text.clear();
  }

  /** Takes a line for the log, which explains the failure if one was announced. */
  void explain(String line) {
    if (failure.failed() && text.size() < MOST_LINES_ON_CONSOLE) {
      text.add(line);
    }
  }

  /** The report, once the class has ended. */
  TestReport report(Duration time) {
    boolean cutShort = failure.failed();
    if (!cutShort) {
      judge();
    }
    long executions = scenarios.stream().mapToLong(Explored::executions).sum();
    long exhausted = cutShort ? 0 : scenarios.stream().filter(Explored::exhausted).count();
    String effort =
        String.format(
            Locale.ROOT,
            "%d scenarios, %d explored to the end, %d interleavings",
            scenarios.size(),
            exhausted,
            executions);
    List<String> problems = failure.failed() ? List.of(String.join("\n", text).strip()) : List.of();
    return new TestReport(
        LincheckSuite.NAME, test, failure, time, executions, effort, problems, details(cutShort));
  }

  private void judge() {
    if (scenarios.stream().mapToInt(Explored::executions).sum() == 0) {
      fail(Verdict.NO_SAMPLES, "no interleaving was explored; give it a @Scenario or random ones");
      return;
    }
    List<Explored> alone = scenarios.stream().filter(Explored::unexplored).toList();
    if (!alone.isEmpty()) {
      fail(Verdict.NO_SAMPLES, "one interleaving only; are the calls before the threads too long?");
      alone.forEach(s -> text.add(s.description));
      return;
    }
    List<Explored> tooLarge =
        scenarios.stream().filter(Explored::mustExhaust).filter(s -> !s.exhausted()).toList();
    if (!tooLarge.isEmpty()) {
      fail(Verdict.NOT_EXHAUSTED, "make it smaller, or exhaustive = false:");
      tooLarge.forEach(s -> text.add(s.description + " has " + s.bound + " interleavings or more"));
    }
  }

  private Map<String, Object> details(boolean cutShort) {
    List<Object> declared = new ArrayList<>();
    for (Explored scenario : scenarios.stream().filter(Explored::declared).toList()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("scenario", scenario.description);
      one.put("executions", scenario.executions);
      one.put("exhausted", scenario.exhausted() && !cutShort);
      declared.add(one);
    }
    List<Explored> random = scenarios.stream().filter(scenario -> !scenario.declared).toList();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("scenarios", declared);
    if (!failing.isEmpty()) {
      details.put("failing", failing);
    }
    details.put("randomScenarios", random.size());
    details.put("randomExhausted", random.stream().filter(Explored::exhausted).count());
    return details;
  }
}
