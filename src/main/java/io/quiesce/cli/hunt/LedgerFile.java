package io.quiesce.cli.hunt;

import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.LedgerException;
import io.quiesce.hunt.ledger.SqliteLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which ledger. */
final class LedgerFile {
  @Option(
      names = "--ledger",
      defaultValue = "quiesce-ledger.db",
      paramLabel = "FILE",
      description = "the ledger, made if it is not there (default: ${DEFAULT-VALUE})")
  private Path file;

  /** The file. */
  Path file() {
    return file;
  }

  /**
   * The ledger, which must be there.
   *
   * @throws LedgerException if it is not
   */
  Ledger existing() {
    if (!Files.isRegularFile(file)) {
      throw new LedgerException("no ledger " + file + "; name one with --ledger");
    }
    return SqliteLedger.open(file);
  }
}
