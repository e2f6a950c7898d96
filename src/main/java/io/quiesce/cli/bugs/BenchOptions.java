package io.quiesce.cli.bugs;

import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where the tests are, and where the results go. */
public final class BenchOptions {
  @Option(
      names = "--project",
      defaultValue = ".",
      paramLabel = "DIR",
      description =
          "a checkout after mvn verify, whose tests are run; without one, only explore, replay and"
              + " chaos work (default: this directory)")
  private Path project;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "where overlays and other files go (default: target/bugs of the checkout, or a temporary"
              + " directory that is deleted at the end)")
  private Path directory;

  /** The workbench. */
  public Workbench bench(Product product) throws IOException {
    Path chosen = directory;
    if (chosen == null && Files.isRegularFile(project.resolve("pom.xml"))) {
      chosen = project.resolve(Path.of("target", "bugs"));
    }
    if (chosen == null) {
      Path temporary = Files.createTempDirectory("quiesce-bugs");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(temporary)));
      chosen = temporary;
    }
    return new Workbench(product, project, chosen);
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("deleting " + directory, e);
    }
  }
}
