package io.quiesce.stress.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quiesce.stress.launch.Stress;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher calls what is planted by its name, and fails. */
@Timeout(StressLauncherTest.MOST_SECONDS)
final class StressLauncherTest {
  static final int MOST_SECONDS = 600;

  private static final String PACKAGE = "io.quiesce.stress.selftest.";

  @TempDir private Path directory;

  private record Run(int exit, String output) {}

  @Test
  void stress_plantedFailures_eachGetsItsVerdict() throws Exception {
    Run run = stress("--only", "Planted", "--budget", "12", "--bound", "2000");

    Map<String, String> verdicts = verdicts();
    assertThat(verdicts)
        .as(run.output)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("PlantedRaces.Correct", "OK"),
                Map.entry("PlantedRaces.Forbidden", "FORBIDDEN"),
                Map.entry("PlantedRaces.Unlisted", "UNLISTED"),
                Map.entry("PlantedRaces.Ambiguous", "ILL_FORMED"),
                Map.entry("PlantedRaces.Unexplained", "ILL_FORMED"),
                Map.entry("PlantedRaces.Throwing", "ERROR"),
                Map.entry("PlantedRaces.Halting", "FORK_DIED"),
                Map.entry("PlantedRaces.Mismatching", "API_MISMATCH"),
                Map.entry("PlantedRaces.ThreeActors", "NOT_SCHEDULED"),
                Map.entry("explore PlantedRaces.Correct", "OK"),
                Map.entry("explore PlantedRaces.Forbidden", "FORBIDDEN"),
                Map.entry("explore PlantedRaces.Unlisted", "UNLISTED"),
                Map.entry("explore PlantedRaces.Ambiguous", "OK"),
                Map.entry("explore PlantedRaces.Unexplained", "OK"),
                Map.entry("explore PlantedRaces.Throwing", "ERROR"),
                Map.entry("explore PlantedRaces.Halting", "UNMODELLED"),
                Map.entry("explore PlantedRaces.Mismatching", "UNMODELLED"),
                Map.entry("explore PlantedRaces.ThreeActors", "OK"),
                Map.entry("PlantedOrders.Independent", "NOT_SCHEDULED"),
                Map.entry("PlantedOrders.Endless", "NOT_SCHEDULED"),
                Map.entry("explore PlantedOrders.Independent", "FORBIDDEN"),
                Map.entry("explore PlantedOrders.Endless", "UNKNOWN"),
                Map.entry("PlantedOperations$Correct", "OK"),
                Map.entry("PlantedOperations$Racy", "INCORRECT"),
                Map.entry("PlantedOperations$Blocking", "INCORRECT"),
                Map.entry("PlantedOperations$Endless", "NOT_EXHAUSTED"),
                Map.entry("PlantedOperations$Idle", "NO_SAMPLES"),
                Map.entry("PlantedOperations$Misnamed", "ERROR"),
                Map.entry("PlantedOperations$Unmade", "ERROR"),
                Map.entry("PlantedOperations$Halting", "FORK_DIED")));
    assertThat(run.exit).as(run.output).isEqualTo(1);
    assertThat(run.output).contains("forbidden outcome 2, 1", "unlisted outcome 2, 1");
    assertThat(summaryOf(run, "lincheck " + PACKAGE + "PlantedOperations$Unmade"))
        .contains("java.io.IOException: no counter today");
    assertThat(test("PlantedOperations$Racy").get("failing").asText())
        .isEqualTo("[ next() | next() ]");
    assertThat(summaryOf(run, "explore " + PACKAGE + "PlantedOrders.Independent"))
        .contains("REFUTED  outcome 1, 0, 1, 0 is FORBIDDEN and reachable, replay ")
        .contains("missing edge: ", "PlantedOrders.java:", "recording ", "witness: ");
    assertThat(summaryOf(run, "explore " + PACKAGE + "PlantedOrders.Endless"))
        .containsPattern("stopped after [0-9,]+ executions of about [0-9,]+; then sampled");
  }

  private JsonNode test(String name) throws IOException {
    for (JsonNode test : summary().get("tests")) {
      if (test.get("test").asText().equals(PACKAGE + name)) {
        return test;
      }
    }
    throw new AssertionError(name);
  }

  /** What stands below the table about one test. */
  private static String summaryOf(Run run, String test) {
    int start = run.output.lastIndexOf(test + ": ");
    assertThat(start).as(run.output).isPositive();
    int end = run.output.indexOf(System.lineSeparator() + System.lineSeparator(), start);
    return run.output.substring(start, end);
  }

  @Test
  void stress_correctTestOfEachSuite_passes() throws Exception {
    Run run = stress("--only", "Planted.*Correct", "--budget", "4");

    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.output).contains("3 tests, 0 failed, 0 unknown", "[1/3]", "[3/3]");
    assertThat(summary().at("/tests/0/samples").asLong()).isPositive();
    assertThat(summary().at("/tests/1/exhaustive").asBoolean()).isTrue();
    assertThat(summary().at("/tests/2/scenarios/0/exhausted").asBoolean()).isTrue();
  }

  @Test
  void stress_filterOfOneSuiteOnly_runsThatSuite() throws Exception {
    Run run = stress("--only", "PlantedOperations.Correct", "--budget", "4");

    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.output).contains("1 tests, 0 failed");
  }

  @Test
  void stress_noMatch_failsAndSaysSo() throws Exception {
    Run run = stress("--only", "NoSuchTestAnywhere");

    assertThat(run.exit).as(run.output).isEqualTo(1);
    assertThat(run.output).contains("no stress test matches \"NoSuchTestAnywhere\"");
  }

  @Test
  void stress_unknownMode_isAUsageError() throws Exception {
    Run run = stress("--mode", "leisurely");

    assertThat(run.exit).as(run.output).isEqualTo(2);
    assertThat(run.output).contains("leisurely").doesNotContain("\tat ");
  }

  /** Runs the launcher on two CPUs, whatever this machine has. */
  private Run stress(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:ActiveProcessorCount=2", "-cp", classPath(), Stress.class.getName()));
    command.addAll(List.of("--lincheck-classes", classes().toString()));
    command.addAll(List.of("--explore-classes", classes().toString()));
    command.addAll(List.of("--reports", directory.toString()));
    if (!List.of(arguments).contains("--mode")) {
      command.addAll(List.of("--mode", "sanity"));
    }
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      return new Run(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() {
    String surefire = System.getProperty("surefire.test.class.path");
    return surefire == null ? System.getProperty("java.class.path") : surefire;
  }

  private static Path classes() throws IOException {
    try {
      return Path.of(
          StressLauncherTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(directory.resolve("summary.json").toFile());
  }

  private Map<String, String> verdicts() throws IOException {
    Map<String, String> verdicts = new HashMap<>();
    for (JsonNode test : summary().get("tests")) {
      String suite = test.get("suite").asText().equals("explore") ? "explore " : "";
      verdicts.put(
          suite + test.get("test").asText().substring(PACKAGE.length()),
          test.get("verdict").asText());
    }
    return verdicts;
  }
}
