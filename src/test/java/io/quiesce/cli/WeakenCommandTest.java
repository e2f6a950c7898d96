package io.quiesce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of {@code weaken}. */
final class WeakenCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int weaken(String... arguments) throws URISyntaxException {
    Path classes =
        Path.of(
            WeakenCommandTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> all = new ArrayList<>(List.of("weaken", "--classes", classes.toString()));
    all.addAll(List.of(arguments));
    return Quiesce.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void call_allModesNeeded_exits0() throws URISyntaxException {
    assertThat(weaken("--test", "WeakenSubjects.Right")).isZero();
    assertThat(out.toString()).endsWith("2 weaker modes, 2 shown wrong by a test\n");
  }

  @Test
  void call_modeNotNeeded_isListedAndWrittenAndExits1(@TempDir Path dir)
      throws URISyntaxException, IOException {
    Path json = dir.resolve("modes.json");

    assertThat(weaken("--test", "WeakenSubjects.Overdone", "--json", json.toString())).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern(
            "WeakenSubjects.java:\\d+ \\(AtomicInteger.get\\), read, volatile becomes acquire:"
                + " HOLDS WITHOUT in 1 test, 1 exhaustive, 0 sampled\n3 weaker modes, 1 shown wrong");
    JsonNode rows = new ObjectMapper().readTree(json.toFile());
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).at("/failure/outcome").asText()).isEqualTo("1, 0");
    assertThat(rows.get(2).at("/needed").asBoolean()).isFalse();
    assertThat(rows.get(2).at("/to").asText()).isEqualTo("ACQUIRE");
  }

  @Test
  void call_onlySomeLines_weakensThese() throws URISyntaxException {
    assertThat(weaken("--test", "WeakenSubjects.Right", "--only", "setRelease")).isZero();
    assertThat(out.toString()).endsWith("1 weaker modes, 1 shown wrong by a test\n");
  }

  @Test
  void call_nothingToWeaken_isUsage() throws URISyntaxException {
    assertThat(weaken("--test", "WeakenSubjects.Right", "--only", "NoSuchLine")).isEqualTo(2);
    assertThat(err.toString())
        .contains("no test that holds comes by an atomic access that 'NoSuchLine'");
  }

  @Test
  void call_wrongUsage_namesItAndExits2() throws URISyntaxException {
    assertThat(weaken("--test", "NoSuch")).isEqualTo(2);
    assertThat(weaken("--test", "(")).isEqualTo(2);
    assertThat(weaken("--seconds", "0")).isEqualTo(2);
    assertThat(err.toString())
        .contains("matches 'NoSuch'")
        .contains("--test is no regular expression")
        .contains("--seconds must be positive, not 0")
        .doesNotContain("\tat ");
  }
}
