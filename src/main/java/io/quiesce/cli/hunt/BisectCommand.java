package io.quiesce.cli.hunt;

import io.quiesce.bugs.place.Checkout;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.bugs.tool.StressClasses;
import io.quiesce.hunt.bisect.Bisection;
import io.quiesce.hunt.bisect.Culprit;
import io.quiesce.hunt.bisect.GitRepository;
import io.quiesce.hunt.bisect.NoCulpritException;
import io.quiesce.hunt.bisect.Probe;
import io.quiesce.hunt.bisect.Probed;
import io.quiesce.hunt.bisect.RevisionBuild;
import io.quiesce.hunt.bisect.RunProbe;
import io.quiesce.hunt.bisect.ScenarioProbe;
import io.quiesce.hunt.engine.ChaosRunner;
import io.quiesce.hunt.engine.Jdk;
import io.quiesce.hunt.engine.StressRunner;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.model.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quiesce bisect}: which revision brought a finding. */
@Command(
    name = "bisect",
    mixinStandardHelpOptions = true,
    description = {
      "Searches the revisions between a good one and a bad one for the first that has a finding."
          + " Compiles what the finding's scenario needs of each, in a worktree of its own, and"
          + " explores it; a scenario that cannot be exhausted is sampled several times, and what"
          + " Lincheck or the random program found is run several times by that. The answer then"
          + " has its confidence.",
      "Needs a checkout after 'mvn verify', for the libraries of scenarios."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the first bad revision was found",
      "1:the finding is not in the bad revision, or is in the good one",
      "2:the command line is wrong, or something that is needed is missing"
    })
public final class BisectCommand extends HuntingCommand {
  private static final int NO_CULPRIT = 1;

  @Parameters(paramLabel = "FINDING", description = "a finding's signature, or its start")
  private String name;

  @Option(names = "--good", required = true, paramLabel = "REV", description = "without it")
  private String good;

  @Option(names = "--bad", required = true, paramLabel = "REV", description = "with it")
  private String bad;

  @Option(
      names = "--runs",
      defaultValue = "5",
      paramLabel = "K",
      description = "samples or runs of a revision (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--limit",
      defaultValue = "30s",
      paramLabel = "TIME",
      converter = BudgetTime.class,
      description = "time of each run (default: ${DEFAULT-VALUE})")
  private Duration limit;

  @Option(
      names = "--repo",
      defaultValue = ".",
      paramLabel = "DIR",
      description = "the repository (default: this directory)")
  private Path repo;

  @Mixin private LedgerFile ledger = new LedgerFile();

  @Override
  int run() throws IOException {
    if (runs < 1) {
      return fail("--runs " + runs + ": a revision must be looked at");
    }
    Finding finding = finding();
    GitRepository repository = new GitRepository(repo);
    List<String> revisions = repository.between(good, bad);
    say(
        finding.signature()
            + " in "
            + finding.first().scenario()
            + ": "
            + (revisions.size() - 1)
            + " revisions");
    List<Path> libraries = new ArrayList<>(Product.running().classPath());
    libraries.addAll(Checkout.require(repo).testClassPath());
    Path work = Files.createTempDirectory("quiesce-bisect");
    String last = revisions.get(revisions.size() - 1);
    try (RevisionBuild build =
        new RevisionBuild(repository, last, finding.first().scenario(), libraries, work)) {
      Probe probe = probe(finding, build, work);
      return report(new Bisection(probe, this::step).run(revisions), repository);
    } catch (NoCulpritException e) {
      say(e.getMessage());
      return NO_CULPRIT;
    } finally {
      TemporaryDirectory.delete(work);
    }
  }

  private Probe probe(Finding finding, RevisionBuild build, Path work) throws IOException {
    Product product = Product.running();
    Jdk jdk = Jdk.running();
    Workbench bench = new Workbench(product, repo, work);
    StressClasses suites = new StressClasses(bench);
    Path forks = bench.directory("hunt");
    return switch (finding.first().scenario().engine()) {
      case CHAOS ->
          new RunProbe(
              build,
              finding,
              revision -> new ChaosRunner(product, revision, List.of(jdk), forks),
              jdk,
              runs,
              limit);
      case LINCHECK ->
          new RunProbe(
              build,
              finding,
              revision -> new StressRunner(bench, suites, revision, Engine.LINCHECK, List.of(jdk)),
              jdk,
              runs,
              limit);
      case EXPLORER, WALKS, JCSTRESS ->
          new ScenarioProbe(build, finding, product, forks, runs, limit);
    };
  }

  private Finding finding() {
    try (Ledger store = ledger.existing()) {
      Optional<Finding> found = FindingName.find(store, name);
      return found.orElseThrow(
          () ->
              new IllegalArgumentException(
                  "no finding begins with '" + name + "'; 'ledger list' shows all"));
    }
  }

  private void step(Probed seen) {
    String what =
        !seen.built()
            ? "passed over"
            : (seen.isBad() ? "bad, " : "good, ") + seen.seen() + " of " + seen.runs();
    say(seen.revision().substring(0, 10) + "  " + what + ": " + seen.note());
  }

  private int report(Culprit culprit, GitRepository repository) throws IOException {
    for (String one : culprit.candidates()) {
      if (!one.equals(culprit.first())) {
        say("may also be " + repository.line(one) + ", which could not be looked at");
      }
    }
    say(
        String.format(
            Locale.ROOT,
            "first bad: %s, confidence %.4f",
            repository.line(culprit.first()),
            culprit.confidence()));
    return 0;
  }
}
