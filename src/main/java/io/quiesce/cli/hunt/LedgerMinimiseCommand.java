package io.quiesce.cli.hunt;

import io.quiesce.bugs.place.Checkout;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.cli.bugs.BenchOptions;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.report.TextReport;
import io.quiesce.explore.transform.UnmodelledException;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.minimise.Minimal;
import io.quiesce.hunt.minimise.Minimiser;
import io.quiesce.hunt.minimise.Reduced;
import io.quiesce.hunt.minimise.Reducer;
import io.quiesce.hunt.minimise.RegressionClass;
import io.quiesce.hunt.minimise.UnusedMembers;
import io.quiesce.hunt.model.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quiesce ledger minimise}: makes a finding small and keeps it as a test. */
@Command(
    name = "minimise",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a finding, or all, small by exploring its scenario: fewer actors, the strongest memory"
          + " model and the strongest modes of its accesses under which it still fails, the execution with"
          + " the fewest switches of threads; and, where its source is at hand, only the statements"
          + " that it needs. Writes it as a jcstress class under stress/ledger of the checkout,"
          + " which 'mvn verify -Pstress' runs before all others.",
      "What Lincheck finds becomes such a class first: its calls are the actors, and the outcomes of"
          + " all their orders are acceptable. Runs of the chaos program stay as they are."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was minimised",
      "1:its scenario, or one of several, does not show it in the time given",
      "2:the command line is wrong, or something that is needed is missing"
    })
final class LedgerMinimiseCommand extends HuntingCommand {
  private static final int NOT_SHOWN = 1;

  @Mixin private LedgerFile file = new LedgerFile();

  @Parameters(
      arity = "0..1",
      paramLabel = "FINDING",
      description =
          "a finding's signature, or its start (default: all that were there when they were last"
              + " looked for and are not under stress/ledger yet)")
  private String name;

  @Option(
      names = "--limit",
      defaultValue = "30s",
      paramLabel = "TIME",
      converter = BudgetTime.class,
      description = "time for each search (default: ${DEFAULT-VALUE})")
  private Duration limit;

  @Option(
      names = "--classes",
      paramLabel = "DIR|JAR",
      description = "where its scenario is, if it is none of the product's; may be repeated")
  private List<Path> classes = List.of();

  @Option(
      names = "--sources",
      paramLabel = "DIR",
      description =
          "where the source of its scenario is (default: stress/*/java of the checkout); may be"
              + " repeated")
  private List<Path> sources = List.of();

  @Mixin private BenchOptions place = new BenchOptions();

  @Override
  int run() throws IOException {
    Workbench bench = place.bench(Product.running());
    if (name == null) {
      return all(bench);
    }
    Optional<Finding> found;
    try (Ledger ledger = file.existing()) {
      found = FindingName.find(ledger, name);
    }
    return found.isEmpty()
        ? fail("no finding begins with '" + name + "'; 'ledger list' shows all")
        : minimise(found.get(), bench);
  }

  private int all(Workbench bench) throws IOException {
    List<Finding> findings;
    try (Ledger ledger = file.existing()) {
      findings = ledger.findings().stream().filter(one -> one.state().isThere()).toList();
    }
    int exit = 0;
    for (Finding one : findings) {
      say("finding   " + one.signature() + ", " + one.first().scenario() + ": " + one.broken());
      if (Files.exists(ledgerOf(bench.checkout()).resolve(RegressionClass.evidence(one)))) {
        say("kept already");
      } else if (one.first().scenario().engine() == Engine.CHAOS) {
        say("a run of the random program, which stays as it is");
      } else {
        exit = Math.max(exit, minimiseOrSayWhyNot(one, bench));
      }
    }
    say(findings.size() + (findings.size() == 1 ? " finding" : " findings"));
    return exit;
  }

  /** What cannot be done to one does not keep the others from it. */
  private int minimiseOrSayWhyNot(Finding finding, Workbench bench) throws IOException {
    try {
      return minimise(finding, bench);
    } catch (IllegalArgumentException | UnmodelledException e) {
      say(e.getMessage());
      return NOT_SHOWN;
    }
  }

  private int minimise(Finding finding, Workbench bench) throws IOException {
    Path work = Files.createTempDirectory("quiesce-minimise");
    try {
      return minimise(finding, bench, work);
    } finally {
      TemporaryDirectory.delete(work);
    }
  }

  private static Path ledgerOf(Checkout checkout) {
    return checkout.directory().resolve(Path.of("stress", "ledger"));
  }

  private int minimise(Finding finding, Workbench bench, Path work) throws IOException {
    Checkout checkout = bench.checkout();
    Optional<MinimiseSubject> subject =
        new MinimiseSubjects(bench, classes, sources, limit, this::say).of(finding, work);
    Optional<Minimal> minimal = subject.flatMap(this::minimal);
    if (minimal.isEmpty()) {
      say(finding.first().scenario() + " does not show it in " + limit.toSeconds() + " s");
      return NOT_SHOWN;
    }
    show(minimal.get());
    return keep(subject.get(), minimal.get(), checkout, work);
  }

  private Optional<Minimal> minimal(MinimiseSubject subject) {
    Minimiser minimiser = new Minimiser(new ClassPath(subject.places()), subject.finding(), limit);
    return subject.made()
        ? minimiser.runWithAllActors(subject.test())
        : minimiser.run(subject.test());
  }

  private int keep(MinimiseSubject subject, Minimal minimal, Checkout checkout, Path work)
      throws IOException {
    RegressionClass regression = new RegressionClass(subject.finding(), minimal);
    Optional<Reduced> reduced = reduce(subject, minimal, checkout, work, regression);
    String text = TextReport.of(reduced.map(Reduced::witness).orElse(minimal.witness()));
    say(text);
    say("written: " + regression.write(ledgerOf(checkout), reduced, text));
    return 0;
  }

  private Optional<Reduced> reduce(
      MinimiseSubject subject,
      Minimal minimal,
      Checkout checkout,
      Path work,
      RegressionClass regression)
      throws IOException {
    if (subject.source().isEmpty()) {
      say("source    not at hand (--sources): the test calls the scenario's actors");
      return Optional.empty();
    }
    List<Path> classPath = new ArrayList<>(subject.places());
    classPath.addAll(Product.running().classPath());
    classPath.addAll(checkout.testClassPath());
    MinimiseSubject.Source source = subject.source().get();
    Reducer reducer = new Reducer(subject.finding(), subject.places(), classPath, work, limit);
    // what was made is graded by all that it does, so nothing of that may go
    Optional<Reduced> reduced =
        subject.made()
            ? Optional.of(
                new UnusedMembers(classPath, work.resolve("unused"))
                    .leaveOut(minimal, source.path(), source.text(), regression.name()))
            : reducer.run(minimal, source.path(), source.text(), regression.name());
    say("source    " + reduced.map(Reduced::line).orElse("cannot stand alone: the test calls it"));
    return reduced.isPresent()
        ? Optional.of(reducer.rewritten(reduced.get(), regression.commented(reduced.get())))
        : reduced;
  }

  private void show(Minimal minimal) {
    say(
        "actors    "
            + minimal.test().actors().size()
            + (minimal.dropped().isEmpty() ? ", none can go" : ", without " + minimal.dropped()));
    say("model     " + minimal.modelLine());
    say("modes     " + minimal.modesLine());
    say(
        "switches  "
            + minimal.switches()
            + (minimal.exhaustive() ? "" : ", of those seen in time"));
    say("steps     " + minimal.witness().steps().size());
  }
}
