package io.quiesce.cli.hunt;

import io.quiesce.hunt.agree.NeverShown;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quiesce ledger show}: all that is known of a finding or a night. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a finding with its accesses, its evidence and how to see it again; or a night with all"
          + " its results."
    })
final class LedgerShowCommand extends HuntingCommand {
  @Mixin private LedgerFile file = new LedgerFile();

  @Parameters(paramLabel = "NAME", description = "a finding's signature or a night, or its start")
  private String name;

  @Override
  int run() {
    try (Ledger ledger = file.existing()) {
      Optional<Finding> finding = FindingName.find(ledger, name);
      List<Night> nights =
          ledger.nights().stream().filter(night -> night.id().startsWith(name)).toList();
      if (finding.isEmpty() && nights.isEmpty()) {
        return fail("no finding or night begins with '" + name + "'; 'ledger list' shows all");
      }
      finding.ifPresent(this::show);
      nights.forEach(night -> show(night, ledger));
    }
    return 0;
  }

  private void show(Finding finding) {
    Sighting first = finding.first();
    say("finding   " + finding.signature() + ", " + first.kind().label());
    say("state     " + finding.stateLine());
    say("broken    " + finding.broken());
    finding.places().forEach(p -> say("access    " + p.access() + " " + p.mode() + ", " + p.at()));
    say("scenario  " + first.scenario());
    say(
        "seen      "
            + finding.count()
            + " times in "
            + finding.nights()
            + " nights by "
            + finding.engines()
            + " on "
            + finding.jdks());
    say("first     " + finding.firstNight());
    say("last      " + finding.lastNight());
    if (!finding.latest().replay().isEmpty()) {
      say("replay    " + finding.latest().replay() + ", " + finding.latest().recording());
    } else if (!finding.latest().recording().isEmpty()) {
      say("calls     " + finding.latest().recording());
    }
    say("");
    finding.latest().evidence().text().lines().forEach(line -> say("  " + line));
  }

  private void show(Night night, Ledger ledger) {
    say("night     " + night.id() + (night.isBlind() ? ", BLIND" : ""));
    say(
        "machine   "
            + night.machine().host()
            + ", "
            + night.machine().cpu()
            + ", "
            + night.machine().cpus()
            + " CPUs, "
            + night.machine().system());
    say("JDKs      " + String.join(", ", night.jdks()));
    for (Planted one : night.planted()) {
      say("planted   " + one.bug() + ", " + one.tool() + ": " + one.state() + " " + one.note());
    }
    ledger.results(night.id()).forEach(result -> say(line(result)));
    NeverShown.of(ledger).stream()
        .filter(one -> one.cpu().equals(night.machine().cpu()))
        .forEach(
            one ->
                say(
                    "not shown "
                        + one.scenario()
                        + " "
                        + one.outcome()
                        + ", JDK "
                        + one.jdk()
                        + ", "
                        + one.samples()
                        + " samples"));
  }

  private static String line(JobResult result) {
    return String.format(
        Locale.ROOT,
        "%-9s %s, round %d, JDK %s: %,d executions, %.1f s; %s",
        result.verdict().label(),
        result.job().scenario(),
        result.job().round(),
        result.job().jdk(),
        result.executions(),
        result.time().toMillis() / 1e3,
        result.note());
  }
}
