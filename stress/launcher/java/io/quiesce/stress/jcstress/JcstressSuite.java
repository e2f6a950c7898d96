package io.quiesce.stress.jcstress;

import io.quiesce.stress.Mode;
import io.quiesce.stress.Suite;
import io.quiesce.stress.TestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * The jcstress tests on the class path, each in as many forked JVMs as the budget allows.
 *
 * <p>The tests run one after the other; the forks of one test run side by side where there are more
 * CPUs than actors. A test whose first forks hang or die is not run further.
 */
public final class JcstressSuite implements Suite {
  /** The suite's name. */
  public static final String NAME = "jcstress";

  private static final int ACTORS_OF_MOST_TESTS = 2;

  private final Path directory;

  /** A suite that puts its reports under {@code directory}. */
  public JcstressSuite(Path directory) {
    this.directory = directory;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> select(Pattern only) {
    if (JcstressSuite.class.getResource(TestList.LIST) == null) {
      return List.of();
    }
    return TestList.tests().stream().filter(only.asPredicate()).sorted().toList();
  }

  @Override
  public Duration budget(Mode mode) {
    return switch (mode) {
      case SANITY -> Duration.ofSeconds(90);
      case QUICK -> Duration.ofSeconds(450);
      case NIGHTLY -> Duration.ofMinutes(100);
    };
  }

  @Override
  public void run(List<String> tests, Job job, Consumer<TestReport> sink) throws IOException {
    long deadline = System.nanoTime() + job.budget().toNanos();
    Files.createDirectories(directory);
    Harness harness = Harness.probe(directory);
    int lanes = Math.max(1, harness.cpus() / ACTORS_OF_MOST_TESTS);
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    ForkBudget budget = new ForkBudget(job.mode(), left, lanes);
    job.log()
        .accept(
            String.format(
                Locale.ROOT,
                "jcstress: %d tests, %d s, %d CPUs, %d JVM configurations; a test gets about %.1f s",
                tests.size(),
                left.toSeconds(),
                harness.cpus(),
                VMSupport.getAvailableVMConfigs().size(),
                left.toMillis() / 1e3 / tests.size()));
    try (ResultFiles files = ResultFiles.open(directory)) {
      for (int i = 0; i < tests.size(); i++) {
        sink.accept(runOne(harness, budget, files, tests, i));
      }
      files.writeHtml(harness.options(new ForkBudget.Share(1, 1, 1)));
    }
  }

  private static TestReport runOne(
      Harness harness, ForkBudget budget, ResultFiles files, List<String> tests, int index)
      throws IOException {
    long start = System.nanoTime();
    TestInfo test = TestList.getInfo(tests.get(index));
    Grader grader = new Grader(test);
    List<SchedulingClass> placements = harness.placements(test.threads());
    if (placements.isEmpty()) {
      grader.cannotSchedule(harness.cpus());
    }
    if (grader.isHopeless()) {
      return grader.report(since(start), "not run");
    }
    ForkPlan plan = new ForkPlan(test, placements, index);
    int testsLeft = tests.size() - index;
    ForkBudget.Share share = budget.next(testsLeft, plan.distinct());
    int scouts = Math.min(share.forks(), Math.max(1, harness.cpus() / test.threads()));
    boolean worthMore = run(harness, files, plan.forks(0, scouts, harness.options(share)), grader);
    budget.learn(scouts, share, since(start));
    int forks = scouts;
    if (worthMore && scouts < share.forks()) {
      // What the scouts took tells how many more there is time for.
      forks = Math.min(share.forks(), scouts + budget.next(testsLeft, plan.distinct()).forks());
      long rest = System.nanoTime();
      run(harness, files, plan.forks(scouts, forks, harness.options(share)), grader);
      budget.learn(forks - scouts, share, since(rest));
    }
    return grader.report(since(start), share.withForks(forks).toString());
  }

  private static boolean run(
      Harness harness, ResultFiles files, List<TestConfig> forks, Grader grader)
      throws IOException {
    return grader.add(forks, files.keep(harness.run(forks)));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
