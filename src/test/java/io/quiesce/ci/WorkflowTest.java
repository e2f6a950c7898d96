package io.quiesce.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The night on GitHub Actions: the parts of the workflow fit together. */
final class WorkflowTest {
  private static final Path FILE = Path.of(".github", "workflows", "hunt.yml");

  private static JsonNode workflow() throws IOException {
    return new YAMLMapper().readTree(Files.readString(FILE));
  }

  private static List<String> shards() throws IOException {
    List<String> shards = new ArrayList<>();
    workflow().at("/jobs/shard/strategy/matrix/shard").forEach(one -> shards.add(one.asText()));
    return shards;
  }

  private static JsonNode step(String job, String uses) throws IOException {
    for (JsonNode step : workflow().at("/jobs/" + job + "/steps")) {
      String text = step.path("uses").asText() + step.path("run").asText();
      if (text.startsWith(uses)) {
        return step;
      }
    }
    throw new AssertionError("no step " + uses + " in job " + job);
  }

  @Test
  void matrix_countsFromOneWithoutGapsAndTheMergeKnowsHowMany() throws IOException {
    assertThat(shards())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, shards().size()).mapToObj(Integer::toString).toList());
    assertThat(workflow().at("/jobs/merge/env/SHARDS").asInt()).isEqualTo(shards().size());
    assertThat(workflow().at("/jobs/merge/needs").asText()).isEqualTo("shard");
    assertThat(workflow().at("/jobs/merge/if").asText()).isEqualTo("always()");
  }

  @Test
  void shard_isTheOneOfTheMatrixAndTheSeedThatOfTheRun() throws IOException {
    assertThat(step("shard", "ci/hunt-shard").path("run").asText())
        .startsWith("ci/hunt-shard night \"${{ matrix.shard }}/${{ strategy.job-total }}\" ")
        .contains("\"${{ github.run_id }}\"")
        .contains("--jdk \"$JAVA_HOME_17_X64\" --jdk \"$JAVA_HOME_25_X64\"");
  }

  @Test
  void ledgers_goFromTheShardsToTheMergeAndIntoTheNextNight() throws IOException {
    JsonNode up = step("shard", "actions/upload-artifact");
    JsonNode down = step("merge", "actions/download-artifact");
    assertThat(up.at("/with/path").asText()).isEqualTo("night/shards");
    assertThat(down.at("/with/path").asText()).isEqualTo("night/shards");
    assertThat(down.at("/with/merge-multiple").asBoolean()).isTrue();
    assertThat(up.at("/with/name").asText()).startsWith("ledger-");
    assertThat(down.at("/with/pattern").asText()).isEqualTo("ledger-*");

    JsonNode save = step("merge", "actions/cache/save").path("with");
    for (String job : List.of("shard", "merge")) {
      JsonNode restore = step(job, "actions/cache/restore").path("with");
      assertThat(restore.path("path")).isEqualTo(save.path("path"));
      assertThat(restore.path("key")).isEqualTo(save.path("key"));
      assertThat(save.path("key").asText()).startsWith(restore.path("restore-keys").asText());
    }
  }

  @Test
  void actions_arePinned() throws IOException {
    List<String> uses =
        Files.readAllLines(FILE).stream().filter(line -> line.contains("uses: ")).toList();

    assertThat(uses).isNotEmpty().allMatch(line -> line.matches(".*@v\\d+\\.\\d+\\.\\d+$"));
  }
}
