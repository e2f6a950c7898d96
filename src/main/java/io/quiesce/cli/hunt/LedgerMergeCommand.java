package io.quiesce.cli.hunt;

import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quiesce ledger merge}: brings ledgers together. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = {
      "Adds to the first ledger, which is made if it is not there, all that the others know. In any"
          + " order and any number of times: nothing is there twice."
    })
final class LedgerMergeCommand extends HuntingCommand {
  @Parameters(index = "0", paramLabel = "INTO", description = "the ledger that gets all")
  private Path into;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FROM", description = "other ledgers")
  private List<Path> from;

  @Override
  int run() {
    for (Path one : from) {
      if (!Files.isRegularFile(one)) {
        return fail("no ledger " + one);
      }
    }
    try (Ledger all = SqliteLedger.open(into)) {
      for (Path one : from) {
        try (Ledger other = SqliteLedger.open(one)) {
          say(one + ": " + all.merge(other) + " facts were new");
        }
      }
      say(into + ": " + all.nights().size() + " nights, " + all.findings().size() + " findings");
    }
    return 0;
  }
}
