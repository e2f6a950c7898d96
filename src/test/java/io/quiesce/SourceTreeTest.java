package io.quiesce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every source file keeps to: short, and in a package that says what it is. */
final class SourceTreeTest {
  private static final int MOST_LINES = 300;

  /** Roots of packages; those of tests and stress tests mirror the product's packages. */
  private static final List<String> ROOTS =
      List.of(
          "src/main/java",
          "stress/launcher/java",
          "stress/selftest/java",
          "stress/bench/java",
          "src/course/java",
          "src/test/java",
          "stress/jcstress/java",
          "stress/lincheck/java",
          "stress/explore/java",
          "stress/ledger/java");

  @TempDir private Path directory;

  @Test
  void sources_noFileIsLongerThan300Lines() throws IOException {
    assertThat(sources(Path.of("src"))).isNotEmpty();
    assertThat(sources(Path.of("stress"))).isNotEmpty();
    assertThat(tooLong(Path.of("src"))).isEmpty();
    assertThat(tooLong(Path.of("stress"))).isEmpty();
  }

  @Test
  void tooLong_fileOf301Lines_isFound() throws IOException {
    Files.writeString(directory.resolve("Fine.java"), "x\n".repeat(MOST_LINES));
    Files.writeString(directory.resolve("Long.java"), "x\n".repeat(MOST_LINES + 1));

    assertThat(tooLong(directory)).hasSize(1).first().asString().contains("Long.java has 301");
  }

  @Test
  void packages_eachHasItsComment() throws IOException {
    Set<String> packages = new TreeSet<>();
    Set<String> commented = new TreeSet<>();
    for (String name : ROOTS) {
      Path root = Path.of(name);
      for (Path file : Files.isDirectory(root) ? sources(root) : List.<Path>of()) {
        String packageName = root.relativize(file.getParent()).toString();
        packages.add(packageName);
        if (file.endsWith("package-info.java")) {
          commented.add(packageName);
        }
      }
    }
    // The base package has no classes of its own, only the tests of the whole.
    packages.remove(Path.of("io", "quiesce").toString());
    packages.removeIf(name -> name.contains("planted"));
    assertThat(packages).contains(Path.of("io", "quiesce", "cli").toString());
    packages.removeAll(commented);
    assertThat(packages).as("packages without package-info.java").isEmpty();
  }

  private static List<String> tooLong(Path root) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources(root)) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES) {
        found.add(file + " has " + lines + " lines");
      }
    }
    return found;
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
