package io.quiesce.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Programs of this machine. */
final class Installed {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private Installed() {}

  /** Chromium or Chrome: the one of {@code CHROME_BIN}, or the first in {@code PATH}. */
  static Optional<Path> browser() {
    String named = System.getenv("CHROME_BIN");
    return named == null ? inPath(BROWSERS) : Optional.of(Path.of(named));
  }

  /** Node.js, which runs the driver. */
  static Optional<Path> node() {
    return inPath(List.of("node", "nodejs"));
  }

  private static Optional<Path> inPath(List<String> names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String name : names) {
      for (String directory : path.split(File.pathSeparator, -1)) {
        Path program = Path.of(directory, name);
        if (Files.isExecutable(program) && Files.isRegularFile(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }
}
