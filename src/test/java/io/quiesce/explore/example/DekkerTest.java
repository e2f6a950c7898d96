package io.quiesce.explore.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.junit.ExploreTest;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.TestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The explorer from JUnit, and by its plain API. */
final class DekkerTest {
  @ExploreTest(Dekker.class)
  void dekker_isProved(TestReport report) {
    assertThat(report.result().complete()).isEqualTo(3);
  }

  @Test
  void dekker_hasThreeOutcomes() {
    ClassPath classes = new ClassPath(List.of(Path.of("target/test-classes")));
    String name = Dekker.class.getName().replace('.', '/');
    TestCase test = new TestScanner(classes).find(name).orElseThrow();
    TestReport report = Exploration.of(test, classes).run();
    assertThat(report.rows()).hasSize(3);
  }

  /** What the README shows is what runs here. */
  @Test
  void readme_showsTheseTests() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/quiesce/explore/example/DekkerTest.java"));
    String shown =
        source.substring(source.indexOf("  @ExploreTest"), source.indexOf("  /** What the"));
    List<String> lines = shown.lines().filter(line -> !line.isBlank()).map(l -> "  " + l).toList();

    assertThat(Files.readString(Path.of("README.md")).lines()).containsSubsequence(lines);
  }
}
