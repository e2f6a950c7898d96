package io.quiesce.cli.hunt;

import io.quiesce.bugs.place.Workbench;
import io.quiesce.bugs.tool.StressClasses;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.history.HistoryScenario;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.source.SourceRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the scenario of a finding, or makes one of what Lincheck found. */
final class MinimiseSubjects {
  private final Workbench bench;
  private final List<Path> classes;
  private final List<Path> sources;
  private final Duration limit;
  private final Consumer<String> said;

  /**
   * For findings of a checkout.
   *
   * @param classes where scenarios are; empty for the product's
   * @param sources where their sources are; empty for the checkout's
   * @param limit time for a search
   * @param said takes what is to be said, line by line
   */
  MinimiseSubjects(
      Workbench bench,
      List<Path> classes,
      List<Path> sources,
      Duration limit,
      Consumer<String> said) {
    this.bench = bench;
    this.classes = List.copyOf(classes);
    this.sources = List.copyOf(sources);
    this.limit = limit;
    this.said = said;
  }

  /** The scenario; empty if there is one and it does not show the finding. */
  Optional<MinimiseSubject> of(Finding finding, Path work) throws IOException {
    return finding.first().scenario().engine() == Engine.LINCHECK
        ? history(finding, work)
        : Optional.of(scenario(finding));
  }

  private MinimiseSubject scenario(Finding finding) throws IOException {
    List<Path> places = new ArrayList<>(classes.isEmpty() ? List.of(bench.scenarios()) : classes);
    places.add(bench.product().location());
    ClassPath path = new ClassPath(places);
    String name = internalName(finding.first().scenario(), path);
    TestCase test =
        new TestScanner(path).find(name).orElseThrow(() -> unknown(finding.first().scenario()));
    Optional<MinimiseSubject.Source> source = Optional.empty();
    Optional<Path> file = roots().find(finding.first().scenario().name());
    if (file.isPresent()) {
      String below = name.substring(0, name.lastIndexOf('/') + 1) + file.get().getFileName();
      source = Optional.of(new MinimiseSubject.Source(below, Files.readString(file.get())));
    }
    return new MinimiseSubject(finding, test, places, source, false);
  }

  private Optional<MinimiseSubject> history(Finding finding, Path work) throws IOException {
    Scenario test = finding.first().scenario();
    List<Path> suites = classes.isEmpty() ? List.of(new StressClasses(bench).lincheck()) : classes;
    Path source =
        roots()
            .find(test.name())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the source of " + test.name() + " is not at hand; say where (--sources)"));
    HistoryScenario history =
        HistoryScenario.of(
            finding,
            internalName(test, new ClassPath(suites)).replace('/', '.'),
            source,
            suites,
            List.of(bench.product().location()),
            bench.checkout().testClassPath(),
            work.resolve("history"));
    TestReport explored = history.explore(limit);
    said.accept("as test   " + explored.verdictLine());
    Optional<OutcomeRow> failure = explored.firstFailure();
    if (failure.isEmpty() && explored.result().isExhaustive()) {
      said.accept(
          "          the results are those of some order of the calls: only an order in real time is"
              + " broken, which no jcstress class can see");
    }
    return failure.map(
        row ->
            new MinimiseSubject(
                history.finding(finding, row),
                history.test(),
                history.places(),
                Optional.of(new MinimiseSubject.Source(history.path(), history.text())),
                true));
  }

  private SourceRoots roots() throws IOException {
    return sources.isEmpty()
        ? SourceRoots.ofScenarios(bench.checkout().directory())
        : new SourceRoots(sources);
  }

  private static String internalName(Scenario scenario, ClassPath path) {
    return path.names().stream()
        .filter(one -> one.replace('/', '.').replace('$', '.').equals(scenario.name()))
        .findFirst()
        .orElseThrow(() -> unknown(scenario));
  }

  private static IllegalArgumentException unknown(Scenario scenario) {
    return new IllegalArgumentException(
        "found by "
            + scenario.engine().label()
            + " in "
            + scenario.name()
            + ", which is no scenario that the explorer can run");
  }
}
