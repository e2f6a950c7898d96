package io.quiesce.hunt.bisect;

import io.quiesce.bugs.overlay.NoCompilerException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles one class of a revision and all that it needs of the same sources, by javac's own search
 * along source paths: seconds instead of a build. What is only named by reflection is not compiled,
 * and the class of the product that runs is then taken in its place.
 */
final class RevisionCompiler {
  private static final List<String> OPTIONS =
      List.of(
          "--release",
          "17",
          "-g",
          "-proc:none",
          "-nowarn",
          "-Xlint:none",
          "-Xprefer:source",
          "-implicit:class");

  private final List<Path> libraries;

  /** With the libraries that the sources need. */
  RevisionCompiler(List<Path> libraries) {
    this.libraries = List.copyOf(libraries);
  }

  /**
   * Compiles.
   *
   * @param name of a class, nested or not, with dots
   * @param roots source roots, the first that has a class wins
   * @param out where classes go
   * @return what is wrong; empty if it compiled
   */
  Optional<String> compile(String name, List<Path> roots, Path out) throws IOException {
    Optional<Path> source = source(name, roots);
    if (source.isEmpty()) {
      return Optional.of("it has no source of " + name);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new NoCompilerException();
    }
    Files.createDirectories(out);
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, libraries);
      files.setLocationFromPaths(
          StandardLocation.SOURCE_PATH, roots.stream().filter(Files::isDirectory).toList());
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(out));
      boolean compiled =
          compiler
              .getTask(said, files, null, OPTIONS, null, files.getJavaFileObjects(source.get()))
              .call();
      return compiled
          ? Optional.empty()
          : Optional.of(said.toString().lines().findFirst().orElse("it does not compile"));
    }
  }

  /** The file of a class, or of the class around it. */
  private static Optional<Path> source(String name, List<Path> roots) {
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

  /** The roots of scenarios in a checkout. */
  static List<Path> scenarioRoots(Path checkout) throws IOException {
    Path stress = checkout.resolve("stress");
    if (!Files.isDirectory(stress)) {
      return List.of();
    }
    List<Path> roots = new ArrayList<>();
    try (Stream<Path> suites = Files.list(stress)) {
      suites
          .map(suite -> suite.resolve("java"))
          .filter(Files::isDirectory)
          .sorted()
          .forEach(roots::add);
    }
    return roots;
  }
}
