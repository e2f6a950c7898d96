package io.quiesce.heap.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Go 1.19's page allocator answered, result by result: its own test tables and recorded random
 * sequences.
 *
 * <p>Files {@code pages*.jsonl} are read from the test resources and, when the system property
 * {@code oracle.dir} is not empty, from that directory too.
 */
final class PageOracleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void replay_everyRecordedCase_givesGosResults() throws IOException, URISyntaxException {
    Disagreements disagreements = new Disagreements();
    for (Path file : files()) {
      int line = 0;
      for (String text : Files.readAllLines(file)) {
        line++;
        if (!text.isBlank()) {
          disagreements.at(file.getFileName() + ":" + line);
          replay(JSON.readTree(text), disagreements);
        }
      }
    }
    System.out.println(disagreements.total());
    assertThat(disagreements.compared()).as("results compared").isGreaterThan(30_000);
    if (!disagreements.lines().isEmpty()) {
      fail(String.join("\n", disagreements.lines()) + "\n" + disagreements.total());
    }
  }

  private static void replay(JsonNode line, Disagreements disagreements) {
    if (line.has("test")) {
      disagreements.in(line.get("test").asText() + "/" + line.get("case").asText());
      new GoTestReplay(line, disagreements).run();
    } else {
      disagreements.in(line.get("id").asText());
      new SequenceReplay(line, disagreements).run();
    }
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("pages-go-tests.jsonl", "pages.jsonl")) {
      files.add(Path.of(PageOracleTest.class.getResource("/oracle/" + name).toURI()));
    }
    String directory = System.getProperty("oracle.dir", "");
    if (!directory.isEmpty()) {
      try (DirectoryStream<Path> more =
          Files.newDirectoryStream(Path.of(directory), "pages*.jsonl")) {
        more.forEach(files::add);
      }
    }
    return files;
  }
}
