package io.quiesce.stress.launch;

import io.quiesce.hunt.model.Scenario;
import io.quiesce.stress.Mode;
import io.quiesce.stress.Suite;
import io.quiesce.stress.TestReport;
import io.quiesce.stress.explore.ExploreSuite;
import io.quiesce.stress.jcstress.JcstressSuite;
import io.quiesce.stress.lincheck.LincheckSuite;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs the stress tests that match, suite after suite.
 *
 * <p>Exit codes: 0 all tests ended well, 1 one did not, or none matched, 2 the command line is
 * wrong.
 */
@Command(
    name = "stress",
    mixinStandardHelpOptions = true,
    description = "Runs the jcstress, explorer and Lincheck tests.")
public final class Stress implements Callable<Integer> {
  @Option(
      names = "--mode",
      defaultValue = "quick",
      description = "How hard to try: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Mode mode;

  @Option(
      names = "--only",
      defaultValue = ".*",
      description = "Regular expression; tests whose name contains a match run. Default: all.")
  private Pattern only;

  @Option(
      names = "--budget",
      defaultValue = "0",
      paramLabel = "SECONDS",
      description = "Wall time of all suites together. Default: the mode's.")
  private int budgetSeconds;

  @Option(
      names = "--bound",
      defaultValue = "30000",
      paramLabel = "N",
      description =
          "The most interleavings of a scenario that must be explored to its end."
              + " Default: ${DEFAULT-VALUE}.")
  private int bound;

  @Option(
      names = "--lincheck-classes",
      required = true,
      paramLabel = "DIR",
      description = "Where the compiled Lincheck tests are.")
  private Path lincheckClasses;

  @Option(
      names = "--explore-classes",
      paramLabel = "DIR",
      description = "Where tests to explore, and the code that they call, are; may be repeated.")
  private List<Path> exploreClasses = List.of();

  @Option(
      names = "--reports",
      required = true,
      paramLabel = "DIR",
      description = "Where summary.json and a folder for each suite go.")
  private Path reports;

  @Option(names = "--fail-fast", description = "End with the first test that fails.")
  private boolean failFast;

  @Option(
      names = "--wire",
      description = "Also print each report as a line of JSON, for a program that started this.")
  private boolean wire;

  @Spec private CommandSpec spec;

  private final PrintStream out = System.out;

  private Stress() {}

  /** Parses the arguments, runs the suites and exits with the code of the run. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Stress()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (budgetSeconds < 0) {
      throw new ParameterException(spec.commandLine(), "--budget is negative: " + budgetSeconds);
    }
    List<Part> selected = select();
    int total = selected.stream().mapToInt(part -> part.tests().size()).sum();
    if (total == 0) {
      out.println("no stress test matches \"" + only + "\": nothing was tested");
      return ExitCode.SOFTWARE;
    }
    return run(selected, total);
  }

  /**
   * Tests of one suite.
   *
   * @param share what part of the suite's tests they are
   */
  private record Part(Suite suite, List<String> tests, double share) {
    static Part of(Suite suite, List<String> tests, boolean regressions) {
      List<String> mine =
          tests.stream().filter(test -> Scenario.isRegression(test) == regressions).toList();
      return new Part(suite, mine, mine.size() / (double) Math.max(1, tests.size()));
    }
  }

  /** What was found once comes first, in all suites. */
  private List<Part> select() throws IOException {
    Map<Suite, List<String>> found = new LinkedHashMap<>();
    for (Suite suite :
        List.of(
            new JcstressSuite(reports.resolve(JcstressSuite.NAME)),
            new ExploreSuite(exploreClasses, reports.resolve(ExploreSuite.NAME)),
            new LincheckSuite(lincheckClasses, reports.resolve(LincheckSuite.NAME), bound))) {
      found.put(suite, suite.select(only));
    }
    List<Part> parts = new ArrayList<>();
    for (boolean regressions : new boolean[] {true, false}) {
      found.forEach((suite, tests) -> parts.add(Part.of(suite, tests, regressions)));
    }
    parts.removeIf(part -> part.tests().isEmpty());
    return parts;
  }

  private int run(List<Part> selected, int total) throws IOException {
    Files.createDirectories(reports);
    Summary summary = new Summary(mode);
    Set<Suite> suites = selected.stream().map(Part::suite).collect(Collectors.toSet());
    Duration all =
        suites.stream().map(s -> budget(s, suites)).reduce(Duration.ZERO, Duration::plus);
    Progress progress = new Progress(out, total, all);
    String name = mode.name().toLowerCase(Locale.ROOT);
    progress.say(
        String.format("stress: %d tests, mode %s, about %s", total, name, Progress.clock(all)));
    try {
      for (Part part : selected) {
        long whole = budget(part.suite(), suites).toMillis();
        Duration budget = Duration.ofMillis((long) (whole * part.share()));
        progress.begin(part.tests().size(), budget);
        Consumer<TestReport> sink = report -> record(report, progress, summary);
        part.suite().run(part.tests(), new Suite.Job(mode, budget, progress::say), sink);
      }
    } catch (FirstFailure seen) {
      progress.say("ends with the first failure");
    }
    progress.say(System.lineSeparator() + summary.table());
    progress.say("reports: " + reports.toAbsolutePath());
    summary.write(reports.resolve("summary.json"));
    return summary.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void record(TestReport report, Progress progress, Summary summary) {
    progress.ended(report);
    if (wire) {
      progress.say(Summary.wireLine(report));
    }
    summary.add(report);
    if (failFast && report.verdict().failed()) {
      throw new FirstFailure();
    }
  }

  /** The mode's budget, or this suite's part of the one that was asked for. */
  private Duration budget(Suite suite, Set<Suite> selected) {
    if (budgetSeconds == 0) {
      return suite.budget(mode);
    }
    double all = selected.stream().mapToDouble(Stress::weight).sum();
    return Duration.ofMillis((long) (weight(suite) / all * budgetSeconds * 1_000));
  }

  private static double weight(Suite suite) {
    return JcstressSuite.NAME.equals(suite.name()) ? 3 : 1;
  }

  /** Leaves the suites, which close what they have open. */
  private static final class FirstFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FirstFailure() {
      super("a test failed", null, false, false);
    }
  }
}
