package io.quiesce.hunt.engine;

import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.bugs.tool.Fork;
import io.quiesce.bugs.tool.StressClasses;
import io.quiesce.bugs.tool.StressLauncher;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.worker.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * jcstress or Lincheck of a checkout, by its own launcher. Starting one takes seconds, so jobs go
 * in batches; each test's report is taken when its test has ended.
 */
public final class StressRunner implements Runner {
  private static final int BATCH = 8;

  /** What the launcher may take beyond the budget that it was given. */
  private static final Duration GRACE = Duration.ofSeconds(90);

  private final Workbench bench;
  private final StressClasses classes;
  private final boolean hardware;
  private final Jdks jdks;

  /**
   * A runner of one of the suites.
   *
   * @param overlay goes before the product and the suites
   * @param engine {@code JCSTRESS} or {@code LINCHECK}
   */
  public StressRunner(
      Workbench bench, StressClasses classes, Overlay overlay, Engine engine, List<Jdk> jdks) {
    this.bench = bench;
    this.classes = classes;
    this.hardware = engine == Engine.JCSTRESS;
    this.jdks = new Jdks(jdks, overlay);
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public boolean runsAlone() {
    return hardware;
  }

  @Override
  public boolean isReady() {
    try {
      Path stress = bench.directory("stress");
      return Files.exists(stress.resolve("lincheck.stamp"))
          && (!hardware || Files.exists(stress.resolve("jcstress.stamp")));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void run(List<Job> jobs, Sink sink) throws IOException {
    List<String> command = command(jobs);
    Duration budget = budget(jobs);
    Map<String, Job> open = new HashMap<>();
    jobs.forEach(job -> open.put(job.scenario().name(), job));
    String[] last = {"it said nothing"};
    Path log = bench.directory("hunt").resolve(hardware ? "jcstress.txt" : "lincheck.txt");
    Fork.Exit exit;
    try (Fork fork = new Fork(bench.checkout().directory(), log, budget.plus(GRACE))) {
      exit =
          fork.run(
              command,
              line ->
                  StressReport.read(line)
                      .ifPresentOrElse(
                          report -> {
                            Job job = open.remove(report.test());
                            if (job != null) {
                              sink.accept(job, report.answer());
                            }
                          },
                          () -> last[0] = line.isBlank() ? last[0] : line.strip()));
    }
    String why = "the launcher ended " + exit + " without its report: " + last[0];
    open.values().forEach(job -> sink.accept(job, Answer.nothing(Verdict.NEVER_RAN, why)));
  }

  private static Duration budget(List<Job> jobs) {
    return jobs.stream().map(Job::budget).reduce(Duration.ZERO, Duration::plus);
  }

  private List<String> command(List<Job> jobs) throws IOException {
    String only =
        jobs.stream()
            .map(job -> Pattern.quote(job.scenario().name()))
            .collect(Collectors.joining("|", "^(?:", ")$"));
    return new StressLauncher(bench.checkout(), classes, hardware)
        .command(
            jdks.command(jobs.get(0).jdk(), bench.product()),
            "--wire",
            mode(jobs.get(0).round()),
            only,
            budget(jobs),
            bench.directory("hunt", hardware ? "jcstress" : "lincheck"));
  }

  /** A look at a finding, round -1, tries as hard as its time allows. */
  private static String mode(int round) {
    return round == 0 ? "sanity" : round <= 1 ? "quick" : "nightly";
  }
}
