package io.quiesce.hunt.bisect;

import io.quiesce.bugs.place.Product;
import io.quiesce.hunt.engine.ExploreRunner;
import io.quiesce.hunt.engine.Jdk;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.worker.Answer;
import io.quiesce.hunt.worker.Ask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a finding by the explorer: the scenario as it is in the bad revision, with the
 * production code of each.
 *
 * <p>A scenario that is explored to its end is certain, one way or the other. Where it is not, it
 * is sampled several times by random walks, each with a seed of its own.
 */
public final class ScenarioProbe implements Probe {
  private static final int LOOPS = 8;

  private final RevisionBuild build;
  private final Finding finding;
  private final Product product;
  private final Path work;
  private final int runs;
  private final Duration limit;

  /**
   * A probe.
   *
   * @param work a directory for what its JVMs print
   * @param runs how often a scenario is sampled that cannot be exhausted
   * @param limit time for each run
   */
  public ScenarioProbe(
      RevisionBuild build, Finding finding, Product product, Path work, int runs, Duration limit) {
    this.build = build;
    this.finding = finding;
    this.product = product;
    this.work = work;
    this.runs = runs;
    this.limit = limit;
  }

  @Override
  public Probed probe(String revision) throws IOException {
    Optional<String> wrong = build.compile(revision);
    return wrong.isPresent() ? Probed.unbuilt(revision, wrong.get()) : run(revision);
  }

  private Probed run(String revision) throws IOException {
    Jdk jdk = Jdk.running();
    try (ExploreRunner explorer =
        new ExploreRunner(product, List.of(build.classes(revision)), List.of(jdk), work)) {
      Answer whole = explorer.ask(jdk.version(), ask(Ask.What.SEARCH, 0));
      if (whole.verdict() == Verdict.NEVER_RAN || whole.verdict() == Verdict.VACUOUS) {
        return Probed.unbuilt(revision, whole.note());
      } else if (shows(whole)) {
        return new Probed(revision, true, 1, 1, true, whole.note());
      } else if (whole.complete() || whole.verdict() == Verdict.PROVED) {
        return new Probed(revision, true, 1, 0, true, whole.note());
      }
      int seen = 0;
      for (int seed = 1; seed <= runs; seed++) {
        seen += shows(explorer.ask(jdk.version(), ask(Ask.What.WALK, seed))) ? 1 : 0;
      }
      return new Probed(revision, true, runs, seen, seen > 0, "sampled; " + whole.note());
    }
  }

  private Ask ask(Ask.What what, long seed) {
    return new Ask(what, build.scenario().name(), limit.toMillis(), LOOPS, seed, "");
  }

  private boolean shows(Answer answer) {
    return answer.shown(finding).isPresent();
  }
}
