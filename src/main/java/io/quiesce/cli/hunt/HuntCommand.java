package io.quiesce.cli.hunt;

import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.cli.bugs.BenchOptions;
import io.quiesce.hunt.engine.Jdk;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.night.Hunt;
import io.quiesce.hunt.night.NightReport;
import io.quiesce.hunt.night.Settings;
import io.quiesce.hunt.progress.BarProgress;
import io.quiesce.hunt.progress.LineProgress;
import io.quiesce.hunt.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quiesce hunt}: spends a night on all scenarios and remembers what it found. */
@Command(
    name = "hunt",
    mixinStandardHelpOptions = true,
    description = {
      "Runs scenarios by all engines for some time: what has changed since the last night first,"
          + " then what has open findings, then what has given most, then all in turn with growing"
          + " bounds. Results go into a ledger as they come; a hunt that is killed goes on when it"
          + " is started again.",
      "Bugs of the corpus are planted; a night that misses one is blind, whatever else it says.",
      "The jar alone has the explorer, its random walks and the chaos program; in a checkout after"
          + " 'mvn verify' also jcstress and Lincheck."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all planted bugs were found and there is no other finding",
      "1:there are findings, or the night was blind",
      "2:the command line is wrong, no scenario matches, or the ledger cannot be used",
      "3:nothing was found, but the night was interrupted, or nothing ran in it"
    })
public final class HuntCommand extends HuntingCommand {
  private static final long GOODBYE_SECONDS = 20;

  @Option(
      names = "--budget",
      defaultValue = "8h",
      paramLabel = "TIME",
      converter = BudgetTime.class,
      description = "wall time, such as 60s, 30m or 8h (default: ${DEFAULT-VALUE})")
  private Duration budget;

  @Mixin private LedgerFile ledger = new LedgerFile();

  @Option(
      names = "--shard",
      defaultValue = "1/1",
      paramLabel = "I/N",
      converter = ShardWord.class,
      description = "only this part of the plan; shards of a night begin with the same ledger")
  private Shard shard;

  @Option(
      names = "--only",
      defaultValue = "",
      paramLabel = "REGEX",
      description = "only scenarios whose name contains a match")
  private Pattern only;

  @Option(
      names = "--jdk",
      arity = "1..*",
      paramLabel = "PATH",
      description = "JDKs to run scenarios on (default: the one that runs this)")
  private List<Path> jdks = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "for what happens at random (default: from the clock)")
  private Long seed;

  @Option(
      names = "--rounds",
      defaultValue = "1000",
      paramLabel = "N",
      description = "end after so many rounds, even if there is time (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--plant",
      defaultValue = "-1",
      paramLabel = "N",
      description =
          "how many bugs to plant (default: one for each 30 s, up to 8); a night without is blind")
  private int plants;

  @Option(
      names = "--jobs",
      defaultValue = "0",
      paramLabel = "N",
      description = "JVMs that work at a time; jcstress works alone (default: one for each CPU)")
  private int jobs;

  @Option(
      names = "--classes",
      paramLabel = "DIR|JAR",
      description =
          "hunt in these jcstress classes instead of the product's scenarios; may be repeated")
  private List<Path> classes = List.of();

  @Mixin private BenchOptions place = new BenchOptions();

  @Override
  int run() throws IOException {
    if (rounds < 1) {
      return fail("--rounds " + rounds + " leaves nothing to do");
    }
    List<Jdk> on =
        jdks.isEmpty() ? List.of(Jdk.running()) : jdks.stream().map(Jdk::in).distinct().toList();
    Product product = Product.running();
    Workbench bench = place.bench(product);
    long number = seed == null ? System.currentTimeMillis() : seed;
    int lanes = jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
    Settings settings =
        new Settings(
            budget,
            ledger.file(),
            shard,
            only,
            on,
            number,
            rounds,
            plants,
            lanes,
            absolute(classes));
    try (Ledger store = SqliteLedger.open(ledger.file());
        Progress progress = progress()) {
      return hunt(new Hunt(bench, Corpus.of(product), settings, progress), store, progress);
    }
  }

  private static List<Path> absolute(List<Path> places) {
    return places.stream().map(place -> place.toAbsolutePath().normalize()).toList();
  }

  private Progress progress() {
    return Terminal.isThere()
        ? new BarProgress(System.out, budget)
        : new LineProgress(this::say, budget);
  }

  /** Ctrl-C ends the night; this process waits until the ledger has all. */
  private int hunt(Hunt hunt, Ledger store, Progress progress) throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              hunt.stop();
              await(ended);
            },
            "end of the hunt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      NightReport report = hunt.run(store);
      progress.close();
      report.lines().forEach(this::say);
      if (report.exitCode() == NightReport.CLEAN) {
        say(report.verdict());
      } else {
        alarm(report.verdict());
      }
      say("ledger: " + ledger.file() + ", night " + report.night().id());
      return report.exitCode();
    } finally {
      ended.countDown();
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending because of Ctrl-C: the hook is running.
      hook.interrupt();
    }
  }

  private static void await(CountDownLatch ended) {
    try {
      if (!ended.await(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("hunt: a job did not end; what is in the ledger is safe");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
