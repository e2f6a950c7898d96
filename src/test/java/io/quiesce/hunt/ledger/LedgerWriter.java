package io.quiesce.hunt.ledger;

import io.quiesce.hunt.Facts;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Main class: writes findings without end, and says after each that it is written. */
final class LedgerWriter {
  /** How many findings each result has. */
  static final int SIGHTINGS = 40;

  private LedgerWriter() {}

  /** Takes the file. */
  public static void main(String[] args) {
    try (Ledger ledger = SqliteLedger.open(Path.of(args[0]))) {
      ledger.add(Facts.night(1));
      for (int job = 0; ; job++) {
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < SIGHTINGS; i++) {
          sightings.add(Facts.sighting("f" + job + "." + i, 1, job, "c0de"));
        }
        ledger.add(Facts.result(1, job, Verdict.FOUND), sightings);
        System.out.println(job);
      }
    }
  }
}
