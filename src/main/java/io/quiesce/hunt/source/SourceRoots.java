package io.quiesce.hunt.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Directories of Java sources by package.
 *
 * @param roots the first that has a class wins; those that are not there are passed over
 */
public record SourceRoots(List<Path> roots) {
  /** Copies the list. */
  public SourceRoots {
    roots = List.copyOf(roots);
  }

  /** The roots of scenarios in a checkout. */
  public static SourceRoots ofScenarios(Path checkout) throws IOException {
    Path stress = checkout.resolve("stress");
    if (!Files.isDirectory(stress)) {
      return new SourceRoots(List.of());
    }
    List<Path> roots = new ArrayList<>();
    try (Stream<Path> suites = Files.list(stress)) {
      suites
          .map(suite -> suite.resolve("java"))
          .filter(Files::isDirectory)
          .sorted()
          .forEach(roots::add);
    }
    return new SourceRoots(roots);
  }

  /** With one more root, after the others. */
  public SourceRoots and(Path root) {
    List<Path> more = new ArrayList<>(roots);
    more.add(root);
    return new SourceRoots(more);
  }

  /**
   * The file of a class, or of the class around it.
   *
   * @param name of a class, nested or not, with dots
   */
  public Optional<Path> find(String name) {
    for (String at = name; at.contains("."); at = at.substring(0, at.lastIndexOf('.'))) {
      for (Path root : roots) {
        Path file = root.resolve(at.replace('.', '/') + ".java");
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }
}
