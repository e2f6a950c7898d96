package io.quiesce.hunt.night;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.model.Unit;
import io.quiesce.hunt.plan.Catalogue;
import io.quiesce.hunt.plan.Planner;
import io.quiesce.hunt.plan.Shards;
import io.quiesce.hunt.progress.LineProgress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four shards as processes, one killed and started again, find what one process finds. */
@Tag("processes")
final class ShardedHuntTest {
  private static final int SHARDS = 4;

  @TempDir private Path directory;
  private Path classes;

  private Path ledger(int shard) {
    return directory.resolve("shard" + shard + ".db");
  }

  private Process start(int shard, boolean standsStill) throws IOException {
    Path work = Files.createDirectories(directory.resolve("work" + shard));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ShardMain.class.getName(),
                ledger(shard).toString(),
                shard + "/" + SHARDS,
                classes.toString(),
                work.toString(),
                Boolean.toString(standsStill))
            .redirectErrorStream(true);
    // For what it starts in turn, too: all of these live for a second.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return builder.start();
  }

  /** Reads what a process says to its end; kills it after the first result if asked to. */
  private static List<String> lines(Process process, boolean kill)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (kill && line.startsWith(ShardMain.RESULT)) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    return lines;
  }

  @Test
  void shards_oneKilledAndStartedAgain_findTheSameAsOneProcess() throws Exception {
    classes =
        Subjects.copy(
            directory,
            "(FaultySubjects(.(Buffering|TwoLocks|Throwing|LostPermit))?|AtomicSubjects(.*))[.]class");
    int victim = shardWithSeveral();
    List<Process> running = new ArrayList<>();
    for (int shard = 1; shard <= SHARDS; shard++) {
      running.add(start(shard, shard == victim));
    }
    List<String> killed = lines(running.remove(victim - 1), true);
    assertThat(killed).filteredOn(line -> line.startsWith(ShardMain.RESULT)).hasSize(1);
    try (Ledger ledger = SqliteLedger.open(ledger(victim))) {
      assertThat(ledger.nights()).hasSize(1).allMatch(night -> night.ended().isEmpty());
      assertThat(ledger.results(ledger.nights().get(0).id())).hasSize(1);
    }
    List<String> again = lines(start(victim, false), false);
    assertThat(again).anyMatch(line -> line.matches("night .* goes on, with 1 results.*"));
    for (Process process : running) {
      List<String> lines = lines(process, false);
      assertThat(process.exitValue()).as("%s", lines).isZero();
    }

    try (Ledger all = SqliteLedger.open(directory.resolve("all.db"));
        Ledger one = unsharded()) {
      for (int shard = 1; shard <= SHARDS; shard++) {
        try (Ledger part = SqliteLedger.open(ledger(shard))) {
          all.merge(part);
        }
      }
      assertThat(all.nights()).hasSize(SHARDS).noneMatch(night -> night.ended().isEmpty());
      assertThat(signatures(all)).isNotEmpty().isEqualTo(signatures(one));
      assertThat(jobs(all)).doesNotHaveDuplicates().isEqualTo(jobs(one));
    }
  }

  /** A shard that has something left to do after its first result. */
  private int shardWithSeveral() {
    Catalogue catalogue =
        new Catalogue(new ClassPath(List.of(classes))).withExplorer(List.of(classes));
    List<Unit> units = Planner.units(catalogue.scenarios(), List.of(Runtime.version().toString()));
    return IntStream.rangeClosed(1, SHARDS)
        .filter(
            index ->
                Shards.of(units, new Shard(index, SHARDS), unit -> Optional.empty()).stream()
                        .filter(unit -> unit.scenario().engine() == Engine.EXPLORER)
                        .count()
                    > 1)
        .findFirst()
        .orElseThrow();
  }

  private Ledger unsharded() throws IOException {
    Settings settings = Subjects.settings(directory.resolve("one.db"), classes, Shard.WHOLE);
    Ledger ledger = SqliteLedger.open(settings.ledger());
    Subjects.hunt(settings, directory, new LineProgress(line -> {}, settings.budget())).run(ledger);
    return ledger;
  }

  private static List<String> signatures(Ledger ledger) {
    return ledger.findings().stream().map(Finding::signature).sorted().toList();
  }

  private static List<String> jobs(Ledger ledger) {
    return ledger.nights().stream()
        .map(Night::id)
        .flatMap(night -> ledger.results(night).stream())
        .map(JobResult::job)
        .map(job -> job.key())
        .sorted()
        .toList();
  }
}
