package io.quiesce.hunt.bisect;

import io.quiesce.bugs.tool.ChaosProgram;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.source.SourceRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario needs of a revision, compiled: the scenario as it is in the bad revision, with
 * the production code of each. Of the random program all is production code.
 */
public final class RevisionBuild implements AutoCloseable {
  private final GitRepository repository;
  private final Scenario scenario;
  private final RevisionCompiler compiler;
  private final Path work;
  private final Path scenarios;

  /**
   * Builds of a scenario.
   *
   * @param bad the revision whose scenario is taken
   * @param libraries what is needed besides the repository's sources
   * @param work an empty directory
   */
  public RevisionBuild(
      GitRepository repository, String bad, Scenario scenario, List<Path> libraries, Path work)
      throws IOException {
    this.repository = repository;
    this.scenario = scenario;
    this.compiler = new RevisionCompiler(libraries);
    this.work = work;
    this.scenarios = work.resolve("scenarios");
    repository.export(bad, scenarios);
  }

  /** What is run. */
  Scenario scenario() {
    return scenario;
  }

  /** Where the classes of a revision are. */
  Path classes(String revision) {
    return work.resolve("classes-" + revision);
  }

  /**
   * Compiles them.
   *
   * @return what is wrong; empty if they compiled
   */
  Optional<String> compile(String revision) throws IOException {
    Path tree = work.resolve("tree-" + revision);
    repository.export(revision, tree);
    try {
      boolean program = scenario.engine() == Engine.CHAOS;
      SourceRoots tests = program ? new SourceRoots(List.of()) : SourceRoots.ofScenarios(scenarios);
      return compiler.compile(
          program ? ChaosProgram.MAIN : scenario.name(),
          tests.and(tree.resolve(Path.of("src", "main", "java"))),
          Files.createDirectories(classes(revision)));
    } finally {
      repository.remove(tree);
    }
  }

  @Override
  public void close() throws IOException {
    repository.remove(scenarios);
  }
}
