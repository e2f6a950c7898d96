package io.quiesce.hunt.bisect;

import io.quiesce.bugs.place.Product;
import io.quiesce.hunt.engine.ExploreRunner;
import io.quiesce.hunt.engine.Jdk;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingMatch;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.source.SourceRoots;
import io.quiesce.hunt.worker.Answer;
import io.quiesce.hunt.worker.Ask;
import java.io.IOException;
import java.nio.file.Files;
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
public final class ScenarioProbe implements Probe, AutoCloseable {
  private static final int LOOPS = 8;

  private final GitRepository repository;
  private final Product product;
  private final RevisionCompiler compiler;
  private final Finding finding;
  private final Path work;
  private final Path scenarios;
  private final int runs;
  private final Duration limit;

  /**
   * A probe.
   *
   * @param bad the revision whose scenario is taken
   * @param libraries what scenarios are compiled against, besides the repository's sources
   * @param work an empty directory
   * @param runs how often a scenario is sampled that cannot be exhausted
   * @param limit time for each run
   * @throws IllegalArgumentException if the finding's scenario is none of the explorer's
   */
  public ScenarioProbe(
      GitRepository repository,
      String bad,
      Finding finding,
      Product product,
      List<Path> libraries,
      Path work,
      int runs,
      Duration limit)
      throws IOException {
    Engine engine = finding.first().scenario().engine();
    if (engine == Engine.LINCHECK || engine == Engine.CHAOS) {
      throw new IllegalArgumentException(
          finding.signature()
              + " was found by "
              + engine.label()
              + "; only scenarios that the explorer can run are bisected");
    }
    this.repository = repository;
    this.product = product;
    this.compiler = new RevisionCompiler(libraries);
    this.finding = finding;
    this.work = work;
    this.runs = runs;
    this.limit = limit;
    this.scenarios = work.resolve("scenarios");
    repository.export(bad, scenarios);
  }

  @Override
  public Probed probe(String revision) throws IOException {
    Path tree = work.resolve("tree-" + revision);
    Path classes = work.resolve("classes-" + revision);
    repository.export(revision, tree);
    try {
      SourceRoots roots =
          SourceRoots.ofScenarios(scenarios).and(tree.resolve(Path.of("src", "main", "java")));
      String name = finding.first().scenario().name();
      Optional<String> wrong = compiler.compile(name, roots, classes);
      return wrong.isPresent() ? Probed.unbuilt(revision, wrong.get()) : run(revision, classes);
    } finally {
      repository.remove(tree);
    }
  }

  private Probed run(String revision, Path classes) throws IOException {
    Jdk jdk = Jdk.running();
    Files.createDirectories(classes);
    try (ExploreRunner explorer =
        new ExploreRunner(product, List.of(classes), List.of(jdk), work)) {
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
    String name = finding.first().scenario().name();
    return new Ask(what, name, limit.toMillis(), LOOPS, seed, "");
  }

  private boolean shows(Answer answer) {
    return answer.found().stream()
        .anyMatch(found -> FindingMatch.is(finding, found.kind(), found.broken(), found.places()));
  }

  @Override
  public void close() throws IOException {
    repository.remove(scenarios);
  }
}
