package io.quiesce.hunt.history;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.search.Options;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.source.TextCompiler;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding of Lincheck as a scenario that the explorer and jcstress can run.
 *
 * @param path of its source below a root: that of the Lincheck test
 * @param text of its source: the test with the scenario inside
 * @param test the scenario
 * @param places where its classes and those that it calls are
 */
public record HistoryScenario(String path, String text, TestCase test, List<Path> places) {
  private static final String ERROR = "ERROR ";

  /** Copies the list. */
  public HistoryScenario {
    places = List.copyOf(places);
  }

  /**
   * Makes the scenario of a finding.
   *
   * @param binaryName of the test's class
   * @param source of the test
   * @param suites where the compiled test is, and what else the scenario must do without
   * @param places where the classes under test are
   * @param classPath what the source is compiled against, beside these
   * @param out where the compiled scenario goes
   * @throws IllegalArgumentException if that cannot be done; the message says why
   */
  public static HistoryScenario of(
      Finding finding,
      String binaryName,
      Path source,
      List<Path> suites,
      List<Path> places,
      List<Path> classPath,
      Path out)
      throws IOException {
    History history = History.of(calls(finding));
    List<Path> needed = new ArrayList<>(places);
    needed.addAll(classPath);
    List<Path> all = new ArrayList<>(suites);
    all.addAll(needed);
    String text;
    String directory = binaryName.substring(0, binaryName.lastIndexOf('.') + 1).replace('.', '/');
    String path = directory + source.getFileName();
    try (URLClassLoader loader = loader(all)) {
      LincheckTest test = LincheckTest.load(binaryName, loader, suites);
      Orders orders = new Orders(test.specification(), history);
      HistoryText inside = new HistoryText(history, test.type(), orders, test.checks());
      text = HistorySource.of(path, source, test.type(), inside);
    }
    compile(path, text, needed, out);
    List<Path> found = new ArrayList<>(List.of(out));
    found.addAll(places);
    String name = binaryName.replace('.', '/') + "$" + HistoryText.NAME;
    TestCase test =
        new TestScanner(new ClassPath(found))
            .find(name)
            .orElseThrow(() -> new IllegalStateException("no test in " + out + ": " + name));
    return new HistoryScenario(path, text, test, found);
  }

  /**
   * Explores it, under sequential consistency as Lincheck does.
   *
   * @param limit time for that
   */
  public TestReport explore(Duration limit) {
    return Exploration.of(test, new ClassPath(places))
        .with(Options.of(Model.SC).withLimits(0, limit))
        .run();
  }

  /** The finding, as a failure of this scenario instead of the test's. */
  public Finding finding(Finding finding, OutcomeRow failure) {
    boolean error = failure.outcome().startsWith(ERROR);
    Sighting first = finding.first();
    Sighting here =
        new Sighting(
            first.signature(),
            first.night(),
            first.job(),
            first.at(),
            error ? FindingKind.INVARIANT : FindingKind.OUTCOME,
            new Scenario(test.name().replace('$', '.'), Engine.EXPLORER),
            first.jdk(),
            error ? failure.outcome().substring(ERROR.length()) : failure.outcome(),
            List.of(),
            failure.id(),
            failure.recording().text(),
            first.hash(),
            first.evidence());
    return new Finding(
        finding.signature(),
        here,
        here,
        finding.state(),
        finding.misses(),
        finding.count(),
        finding.firstNight(),
        finding.lastNight(),
        finding.engines(),
        finding.jdks(),
        finding.nights());
  }

  private static String calls(Finding finding) {
    String latest = finding.latest().recording();
    String calls = latest.isEmpty() ? finding.first().recording() : latest;
    if (calls.isEmpty()) {
      boolean wrong = finding.first().kind() == FindingKind.LINEARIZABILITY;
      throw new IllegalArgumentException(
          "finding "
              + finding.signature()
              + " has no scenario of Lincheck with it"
              + (wrong
                  ? "; the next night that sees it keeps one"
                  : ": the test could not be run at all, see 'ledger show'"));
    }
    return calls;
  }

  private static URLClassLoader loader(List<Path> places) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path place : places) {
      urls.add(place.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private static void compile(String path, String text, List<Path> classPath, Path out)
      throws IOException {
    try (TextCompiler compiler = new TextCompiler(classPath)) {
      if (!compiler.compile(path, text, out)) {
        throw new IllegalArgumentException(
            path.replace('/', File.separatorChar)
                + " with its scenario as a jcstress class in it does not compile: is it of the same"
                + " revision as its classes?");
      }
    }
  }
}
