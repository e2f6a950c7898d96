package io.quiesce.cli.hunt;

import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quiesce ledger list}: nights and findings, one a line. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the nights and the findings of a ledger.")
final class LedgerListCommand extends HuntingCommand {
  @Mixin private LedgerFile file = new LedgerFile();

  @Option(names = "--plain", description = "only the signatures of the findings, one a line")
  private boolean plain;

  @Override
  int run() {
    try (Ledger ledger = file.existing()) {
      List<Finding> findings = ledger.findings();
      if (plain) {
        findings.forEach(finding -> say(finding.signature()));
        return 0;
      }
      ledger.nights().forEach(night -> say(line(night, ledger.results(night.id()).size())));
      findings.forEach(finding -> say(line(finding)));
      say(findings.size() + (findings.size() == 1 ? " finding" : " findings"));
    }
    return 0;
  }

  private static String line(Night night, int results) {
    long found = night.planted().stream().filter(p -> p.state() == Planted.State.FOUND).count();
    String end =
        night.ended().isEmpty()
            ? "not ended"
            : night.interrupted() ? "interrupted" : night.isBlind() ? "BLIND" : "ended";
    return String.format(
        Locale.ROOT,
        "night    %s  %s, %d results, planted %d of %d found, JDK %s",
        night.id(),
        end,
        results,
        found,
        night.planted().size(),
        String.join(" ", night.jdks()));
  }

  private static String line(Finding finding) {
    return String.format(
        Locale.ROOT,
        "finding  %s  %s, %d times in %d nights, %s: %s",
        finding.signature(),
        finding.stateLine(),
        finding.count(),
        finding.nights(),
        finding.first().scenario(),
        finding.broken().lines().findFirst().orElse(""));
  }
}
