package io.quiesce.hunt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.JobResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed loses nothing that it had said was written. */
final class KilledWriterTest {
  private static final int ENOUGH = 30;

  @TempDir private Path directory;

  @Test
  void kill_whileWriting_losesNoFindingAndTearsNone() throws IOException, InterruptedException {
    Path file = directory.resolve("l.db");
    int last = writeAndKill(file);

    try (Ledger ledger = SqliteLedger.open(file)) {
      List<String> results =
          ledger.results("night-1").stream().map(JobResult::job).map(job -> job.key()).toList();
      assertThat(results).hasSizeBetween(last + 1, last + 2_000);
      Map<String, Long> sightings =
          ledger.sightings().stream()
              .collect(Collectors.groupingBy(Sighting::job, Collectors.counting()));
      assertThat(sightings.keySet()).containsExactlyInAnyOrderElementsOf(results);
      assertThat(sightings.values()).allMatch(count -> count == LedgerWriter.SIGHTINGS);
      assertThat(ledger.nights()).hasSize(1).allMatch(night -> night.ended().isEmpty());
    }
  }

  /** The last number that the process printed. */
  private static int writeAndKill(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LedgerWriter.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int last = -1;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Integer.parseInt(line);
        if (last == ENOUGH) {
          // Unlike the process's own method, this leaves the output open.
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    return last;
  }
}
