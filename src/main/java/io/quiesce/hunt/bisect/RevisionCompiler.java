package io.quiesce.hunt.bisect;

import io.quiesce.bugs.overlay.NoCompilerException;
import io.quiesce.hunt.source.SourceRoots;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
   * @param roots where sources are
   * @param out where classes go
   * @return what is wrong; empty if it compiled
   */
  Optional<String> compile(String name, SourceRoots roots, Path out) throws IOException {
    Optional<Path> source = roots.find(name);
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
          StandardLocation.SOURCE_PATH, roots.roots().stream().filter(Files::isDirectory).toList());
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
}
