package io.quiesce.stress.jcstress;

import io.quiesce.stress.TestReport;
import io.quiesce.stress.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.vm.CompileMode;

/** Turns what came back from the forks of one test into a report. */
final class Grader {
  private static final int MOST_LINES_OF_A_FORK = 12;

  private final TestInfo test;
  private final Declaration declaration;
  private final Map<Verdict, Map<String, Problem>> problems = new EnumMap<>(Verdict.class);
  private final Map<String, Long> outcomes = new TreeMap<>();
  private int forks;

  /** Something wrong, as its first fork showed it, and the number of forks that did. */
  private record Problem(String first, int forks) {
    Problem again() {
      return new Problem(first, forks + 1);
    }

    @Override
    public String toString() {
      return forks == 1 ? first : first + "\nand " + (forks - 1) + " more forks likewise";
    }
  }

  Grader(TestInfo test) {
    this.test = test;
    this.declaration = new Declaration(test);
    declaration.problems().forEach(problem -> add(Verdict.ILL_FORMED, problem, problem));
  }

  /** Records that the test cannot run here. */
  void cannotSchedule(int cpus) {
    add(
        Verdict.NOT_SCHEDULED,
        "",
        test.threads() + " actors need a CPU each, and this machine gives " + cpus);
  }

  /** Whether the test cannot be run, or not be trusted, as it is declared. */
  boolean isHopeless() {
    return !problems.isEmpty();
  }

  /**
   * Records the results of {@code started} forks.
   *
   * @return whether more forks are worth their time: not after one that hung or died
   */
  boolean add(List<TestConfig> started, List<TestResult> results) {
    forks += started.size();
    if (results.size() != started.size()) {
      add(
          Verdict.FORK_DIED,
          "",
          (started.size() - results.size()) + " of " + started.size() + " forks gave no result");
    }
    results.forEach(this::add);
    return !problems.containsKey(Verdict.FORK_DIED) && !problems.containsKey(Verdict.TIMED_OUT);
  }

  private void add(TestResult result) {
    switch (result.status()) {
      case NORMAL -> addOutcomes(result);
      case API_MISMATCH -> add(Verdict.API_MISMATCH, "", words(result));
      case CHECK_TEST_ERROR, TEST_ERROR -> add(Verdict.ERROR, "", words(result));
      case TIMEOUT_ERROR -> add(Verdict.TIMED_OUT, "", words(result));
      case VM_ERROR -> add(Verdict.FORK_DIED, "", words(result));
    }
  }

  private void addOutcomes(TestResult result) {
    for (String seen : result.getStateKeys()) {
      long count = result.getCount(seen);
      outcomes.merge(seen, count, Long::sum);
      StateCase outcome = declaration.of(seen);
      String what =
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d samples of a fork, \"%s\"; %s",
              seen,
              count,
              result.getTotalCount(),
              outcome.description(),
              fork(result.getConfig()));
      if (declaration.isUnlisted(seen)) {
        add(Verdict.UNLISTED, seen, "unlisted outcome " + what);
      } else if (declaration.isAmbiguous(seen)) {
        add(Verdict.ILL_FORMED, seen, "listed twice with different expectations, outcome " + what);
      } else if (outcome.expect() == Expect.FORBIDDEN || outcome.expect() == Expect.UNKNOWN) {
        add(Verdict.FORBIDDEN, seen, "forbidden outcome " + what);
      }
    }
  }

  private void add(Verdict verdict, String kind, String problem) {
    problems
        .computeIfAbsent(verdict, v -> new TreeMap<>())
        .merge(kind, new Problem(problem, 1), (first, next) -> first.again());
  }

  private static String words(TestResult result) {
    List<String> lines = new ArrayList<>(result.getMessages());
    lines.addAll(result.getVmOut());
    lines.addAll(result.getVmErr());
    int most = Math.min(lines.size(), MOST_LINES_OF_A_FORK);
    return String.join("\n", lines.subList(0, most)) + "\n" + fork(result.getConfig());
  }

  private static String fork(TestConfig fork) {
    String compilers = CompileMode.description(fork.getCompileMode(), fork.actorNames);
    return "compilation " + compilers.strip().replaceAll("\\s+", " ") + ", JVM " + fork.jvmArgs;
  }

  /** The report, once all forks are in. */
  TestReport report(Duration time, String effort) {
    long samples = outcomes.values().stream().mapToLong(Long::longValue).sum();
    if (samples == 0 && problems.isEmpty()) {
      add(Verdict.NO_SAMPLES, "", forks + " forks ended well and gave no sample at all");
    }
    Verdict worst = problems.keySet().stream().findFirst().orElse(Verdict.OK);
    List<String> all =
        problems.values().stream()
            .flatMap(p -> p.values().stream())
            .map(Problem::toString)
            .toList();
    String done = String.format(Locale.ROOT, "%s, %s samples", effort, Figures.rough(samples));
    return new TestReport(
        JcstressSuite.NAME, test.name(), worst, time, samples, done, all, details());
  }

  private Map<String, Object> details() {
    Map<String, Object> seen = new LinkedHashMap<>();
    outcomes.forEach(
        (id, count) ->
            seen.put(
                id,
                Map.of(
                    "samples", count,
                    "expect", declaration.of(id).expect().name(),
                    "description", declaration.of(id).description())));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("forks", forks);
    details.put("outcomes", seen);
    return details;
  }
}
