package io.quiesce.hunt.ledger;

import io.quiesce.hunt.Facts;
import io.quiesce.hunt.model.Verdict;
import java.nio.file.Path;
import java.util.List;

/** Main class: writes findings without end, and says after each that it is written. */
final class LedgerWriter {
  private LedgerWriter() {}

  /** Takes the file. */
  public static void main(String[] args) {
    try (Ledger ledger = SqliteLedger.open(Path.of(args[0]))) {
      ledger.add(Facts.night(1));
      for (int job = 0; ; job++) {
        ledger.add(
            Facts.result(1, job, Verdict.FOUND),
            List.of(Facts.sighting("f" + job, 1, job, "c0de")));
        System.out.println(job);
      }
    }
  }
}
