package io.quiesce.hunt.night;

import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.progress.LineProgress;
import io.quiesce.hunt.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** Main class: one shard of a small hunt, as a process of its own that tells of each result. */
final class ShardMain {
  /** Starts the line after each result. */
  static final String RESULT = "RESULT ";

  private ShardMain() {}

  /** Takes the ledger, the shard, the classes and a directory to work in. */
  public static void main(String[] args) throws IOException {
    Settings settings = Subjects.settings(Path.of(args[0]), Path.of(args[2]), Shard.parse(args[1]));
    try (Ledger ledger = SqliteLedger.open(settings.ledger());
        Progress progress = new Telling(settings)) {
      Subjects.hunt(settings, Path.of(args[3]), progress).run(ledger);
    }
    System.exit(0);
  }

  private static final class Telling extends LineProgress {
    Telling(Settings settings) {
      super(System.out::println, settings.budget());
    }

    @Override
    public synchronized void ended(JobResult result) {
      say(RESULT + result.job().key());
    }
  }
}
