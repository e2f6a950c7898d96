package io.quiesce.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of a night, with a {@code java} that writes down how it was called. */
final class HuntScriptsTest {
  @TempDir private Path directory;

  private Path night;
  private Path calls;
  private String output = "";

  @BeforeEach
  void java() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the scripts need bash");
    night = directory.resolve("night");
    calls = directory.resolve("calls");
    Path java = Files.createDirectories(directory.resolve("bin")).resolve("java");
    // A hunt makes its ledger, and ends as the test wants it.
    Files.writeString(
        java,
        """
        #!/bin/bash
        shift 2
        echo "$*" >> "%s"
        if [ "$1" = hunt ]; then
          while [ "$1" != --ledger ]; do shift; done
          if [ "${HUNT_STATUS:-0}" = stop ]; then
            trap 'echo "saved" >> "$2"; exit 143' TERM
            echo "hunting" >> "$2"
            while :; do sleep 0.1; done
          fi
          echo "hunted" >> "$2"
          exit "${HUNT_STATUS:-0}"
        fi
        [ "$1" != report ] || exit "${REPORT_STATUS:-0}"
        """
            .formatted(calls));
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  private int run(String environment, String script, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/bash", "ci/" + script));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Path text = directory.resolve("output");
    builder.redirectOutput(text.toFile());
    builder.environment().merge("PATH", "", (path, none) -> directory.resolve("bin") + ":" + path);
    if (!environment.isEmpty()) {
      int equals = environment.indexOf('=');
      builder
          .environment()
          .put(environment.substring(0, equals), environment.substring(equals + 1));
    }
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    output = Files.readString(text);
    return process.exitValue();
  }

  private int shard(String environment) throws Exception {
    return run(environment, "hunt-shard", night.toString(), "2/4", "8h", "77", "--jdk", "/jdk");
  }

  @Test
  void shard_isHuntedIntoItsOwnLedger() throws Exception {
    assertThat(shard("")).isZero();

    assertThat(Files.readString(calls))
        .isEqualTo(
            "hunt --budget 8h --ledger "
                + night.resolve("shards/2.db")
                + " --shard 2/4 --seed 77 --jdk /jdk\n");
  }

  @Test
  void shard_beginsWithWhatTheNightsBeforeKnew() throws Exception {
    Files.writeString(Files.createDirectories(night).resolve("ledger.db"), "known\n");

    assertThat(shard("")).isZero();
    assertThat(night.resolve("shards/2.db")).hasContent("known\nhunted");
    assertThat(night.resolve("ledger.db")).hasContent("known");
  }

  @Test
  void shard_startedAgain_goesOnWithItsLedger() throws Exception {
    Files.writeString(Files.createDirectories(night).resolve("ledger.db"), "known\n");

    assertThat(shard("")).isZero();
    assertThat(shard("")).isZero();
    assertThat(night.resolve("shards/2.db")).hasContent("known\nhunted\nhunted");
  }

  @Test
  void shard_findings_areNoFailureOfThePart() throws Exception {
    assertThat(shard("HUNT_STATUS=1")).isZero();
  }

  @Test
  void shard_interruptedOrWrong_fails() throws Exception {
    assertThat(shard("HUNT_STATUS=3")).isEqualTo(3);
    assertThat(shard("HUNT_STATUS=137")).isEqualTo(137);
    assertThat(output).contains("part 2/4 ended with 137");
    assertThat(run("", "hunt-shard", "x")).isEqualTo(2);
    assertThat(output).startsWith("usage: ");
  }

  @Test
  void shard_toldToStop_stopsTheHuntAndWaitsForIt() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/bash", "ci/hunt-shard", night.toString(), "2/4", "8h", "77");
    builder.environment().merge("PATH", "", (path, none) -> directory.resolve("bin") + ":" + path);
    builder.environment().put("HUNT_STATUS", "stop");
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile());
    Process process = builder.start();
    Path ledger = night.resolve("shards/2.db");
    while (!Files.exists(ledger) || Files.size(ledger) == 0) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(20);
    }

    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(ledger).hasContent("hunting\nsaved");
  }

  private void parts(int... numbers) throws IOException {
    Files.createDirectories(night.resolve("shards"));
    for (int number : numbers) {
      Files.writeString(night.resolve("shards/" + number + ".db"), "");
    }
  }

  private int merge(String environment, int count) throws Exception {
    return run(environment, "hunt-merge", night.toString(), Integer.toString(count));
  }

  @Test
  void merge_allParts_areMergedReportedAndRemoved() throws Exception {
    parts(1, 2);

    assertThat(merge("", 2)).isZero();
    assertThat(Files.readAllLines(calls))
        .containsExactly(
            "ledger merge %1$s/ledger.db %1$s/shards/1.db %1$s/shards/2.db".formatted(night),
            "report --ledger %1$s/ledger.db --out %1$s/pages --format html,sarif,junit,json"
                .formatted(night));
    assertThat(night.resolve("shards")).doesNotExist();
  }

  @Test
  void merge_missingPart_isMergedWithoutItAndFails() throws Exception {
    parts(2);

    assertThat(merge("", 2)).isEqualTo(1);
    assertThat(output).contains("part 1 of 2 has left no ledger");
    assertThat(Files.readAllLines(calls)).hasSize(2).first().asString().endsWith("/2.db");
  }

  @Test
  void merge_noPartAtAll_fails() throws Exception {
    assertThat(merge("", 2)).isEqualTo(1);
    assertThat(calls).doesNotExist();
  }

  @Test
  void merge_nightWithFindings_fails() throws Exception {
    parts(1);

    assertThat(merge("REPORT_STATUS=1", 1)).isEqualTo(1);
  }
}
