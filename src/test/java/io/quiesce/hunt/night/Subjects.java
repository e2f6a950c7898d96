package io.quiesce.hunt.night;

import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.hunt.engine.Jdk;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Small hunts, in copies of a few compiled scenarios, with one JVM at a time. */
final class Subjects {
  private static final Path SUBJECTS = Path.of("target/test-classes/io/quiesce/explore/subject");

  private Subjects() {}

  /** Copies the scenarios whose class files match. */
  static Path copy(Path directory, String regex) throws IOException {
    Path classes = directory.resolve("classes");
    Path target = Files.createDirectories(classes.resolve("io/quiesce/explore/subject"));
    try (Stream<Path> files = Files.list(SUBJECTS)) {
      for (Path file : files.toList()) {
        if (String.valueOf(file.getFileName()).matches(regex)) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
    return classes;
  }

  /** One round over some classes, with nothing planted. */
  static Settings settings(Path ledger, Path classes, Shard shard) {
    return new Settings(
        Duration.ofMinutes(5),
        ledger,
        shard,
        Pattern.compile(""),
        List.of(Jdk.running()),
        1,
        1,
        0,
        1,
        List.of(classes));
  }

  /** A hunt with a workbench of its own. */
  static Hunt hunt(Settings settings, Path work, Progress progress) throws IOException {
    Product product = Product.running();
    return new Hunt(new Workbench(product, work, work), Corpus.of(product), settings, progress);
  }
}
