package io.quiesce.hunt.bisect;

import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.hunt.engine.Jdk;
import io.quiesce.hunt.engine.Runner;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.worker.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a finding by running its scenario again several times, with the engine and the seed
 * that found it: for engines that cannot tell that there is nothing.
 */
public final class RunProbe implements Probe {
  /** An engine whose JVMs prefer the classes of a revision to those of the product. */
  @FunctionalInterface
  public interface Engines {
    /** One that the caller closes. */
    Runner with(Overlay revision) throws IOException;
  }

  private final RevisionBuild build;
  private final Finding finding;
  private final Engines engines;
  private final Jdk jdk;
  private final int runs;
  private final Duration limit;

  /**
   * A probe.
   *
   * @param jdk one of the engines' JDKs, which compiles as well
   * @param runs how often a revision is looked at
   * @param limit time for each run
   */
  public RunProbe(
      RevisionBuild build, Finding finding, Engines engines, Jdk jdk, int runs, Duration limit) {
    this.build = build;
    this.finding = finding;
    this.engines = engines;
    this.jdk = jdk;
    this.runs = runs;
    this.limit = limit;
  }

  @Override
  public Probed probe(String revision) throws IOException {
    Optional<String> wrong = build.compile(revision);
    return wrong.isPresent() ? Probed.unbuilt(revision, wrong.get()) : run(revision);
  }

  private Probed run(String revision) throws IOException {
    List<Answer> answers = new ArrayList<>();
    String note = "";
    Overlay overlay = new Overlay(revision, build.classes(revision), List.of());
    try (Runner runner = engines.with(overlay)) {
      for (int i = 0; i < runs; i++) {
        Answer answer = ask(runner);
        note = answer.note();
        // one that did not come to the point is no look at the revision
        if (answer.verdict() != Verdict.NEVER_RAN && answer.verdict() != Verdict.VACUOUS) {
          answers.add(answer);
        }
      }
    }
    Optional<Answer> shown = answers.stream().filter(this::shows).findFirst();
    int seen = (int) answers.stream().filter(this::shows).count();
    return answers.isEmpty()
        ? Probed.unbuilt(revision, note)
        : new Probed(
            revision,
            true,
            answers.size(),
            seen,
            seen > 0,
            shown.orElse(answers.get(answers.size() - 1)).note());
  }

  private Answer ask(Runner runner) throws IOException {
    long seed = Job.seedIn(finding.first().job());
    List<Answer> answers = new ArrayList<>();
    runner.run(
        List.of(new Job(build.scenario(), jdk.version(), seed, -1, limit)),
        (job, answer) -> answers.add(answer));
    return answers.get(0);
  }

  private boolean shows(Answer answer) {
    return answer.shown(finding).isPresent();
  }
}
