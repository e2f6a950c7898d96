package io.quiesce.cli.hunt;

import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.cli.bugs.BenchOptions;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.report.TextReport;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.minimise.Minimal;
import io.quiesce.hunt.minimise.Minimiser;
import io.quiesce.hunt.minimise.RegressionClass;
import java.io.IOException;
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
      "Makes a finding of the explorer small: fewer actors, the strongest memory model and the"
          + " strongest modes of its accesses under which it still fails, the execution with the"
          + " fewest switches of threads. Writes it as a"
          + " jcstress class under stress/ledger of the checkout; 'mvn spotless:apply' formats it,"
          + " and 'mvn verify -Pstress' runs it before all others."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was minimised",
      "1:its scenario does not show it in the time given",
      "2:the command line is wrong, or something that is needed is missing"
    })
final class LedgerMinimiseCommand extends HuntingCommand {
  private static final int NOT_SHOWN = 1;

  @Mixin private LedgerFile file = new LedgerFile();

  @Parameters(paramLabel = "FINDING", description = "a finding's signature, or its start")
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

  @Mixin private BenchOptions place = new BenchOptions();

  @Override
  int run() throws IOException {
    Finding finding;
    try (Ledger ledger = file.existing()) {
      Optional<Finding> found = FindingName.find(ledger, name);
      if (found.isEmpty()) {
        return fail("no finding begins with '" + name + "'; 'ledger list' shows all");
      }
      finding = found.get();
    }
    Product product = Product.running();
    Workbench bench = place.bench(product);
    Path ledger = bench.checkout().directory().resolve(Path.of("stress", "ledger"));
    List<Path> places = new ArrayList<>(classes.isEmpty() ? List.of(bench.scenarios()) : classes);
    places.add(product.location());
    ClassPath path = new ClassPath(places);
    Optional<Minimal> minimal = new Minimiser(path, finding, limit).run(scenario(finding, path));
    if (minimal.isEmpty()) {
      say(finding.first().scenario() + " does not show it in " + limit.toSeconds() + " s");
      return NOT_SHOWN;
    }
    show(minimal.get());
    String text = TextReport.of(minimal.get().witness());
    say(text);
    say("written: " + new RegressionClass(finding, minimal.get()).write(ledger, text));
    return 0;
  }

  private static TestCase scenario(Finding finding, ClassPath path) {
    String dotted = finding.first().scenario().name();
    TestScanner scanner = new TestScanner(path);
    return path.names().stream()
        .filter(one -> one.replace('/', '.').replace('$', '.').equals(dotted))
        .findFirst()
        .flatMap(scanner::find)
        .orElseThrow(() -> new IllegalArgumentException("the explorer has no scenario " + dotted));
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
