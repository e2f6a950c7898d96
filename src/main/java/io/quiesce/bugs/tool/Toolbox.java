package io.quiesce.bugs.tool;

import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.place.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** All tools on one workbench. Several threads may use it. */
public final class Toolbox {
  private final Workbench bench;
  private final Map<Tool, Runner> runners = new EnumMap<>(Tool.class);

  /** The tools on a workbench; those that need a checkout say so when they run. */
  public Toolbox(Workbench bench) {
    this.bench = bench;
    StressClasses stress = new StressClasses(bench);
    runners.put(Tool.UNIT, new UnitRunner(bench));
    runners.put(Tool.EXPLORE, new ExploreRunner(bench));
    runners.put(Tool.REPLAY, new ReplayRunner(bench));
    runners.put(Tool.LINCHECK, new StressRunner(bench, stress, "lincheck"));
    runners.put(Tool.CHAOS, new ChaosRunner(bench));
    runners.put(Tool.JCSTRESS, new StressRunner(bench, stress, "jcstress"));
  }

  /**
   * Runs one tool.
   *
   * @throws io.quiesce.bugs.place.NoCheckoutException if it needs a checkout and there is none
   * @throws IOException if a JVM cannot be started or the evidence cannot be written
   */
  public Measurement measure(Tool tool, Job job) throws IOException {
    Path home = tool.needsCheckout() ? bench.checkout().directory() : bench.directory("forks");
    Files.createDirectories(job.evidence());
    Path file = job.evidence().resolve(tool.label() + ".txt");
    long start = System.nanoTime();
    try (Fork fork = new Fork(home, file, job.budget())) {
      Finding finding = runners.get(tool).run(job, fork);
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      fork.note("$ " + finding.result().label() + ": " + finding.test() + " " + finding.message());
      return new Measurement(
          tool, finding.result(), time, finding.test(), finding.message(), finding.replay(), file);
    }
  }
}
