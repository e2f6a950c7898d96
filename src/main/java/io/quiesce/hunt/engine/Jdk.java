package io.quiesce.hunt.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK to run scenarios on.
 *
 * @param home its directory
 * @param version such as {@code 17.0.15+6}
 * @param feature its feature release, such as 17
 */
public record Jdk(Path home, String version, int feature) {
  private static final int OLDEST = 17;

  /** The one that runs this. */
  public static Jdk running() {
    return new Jdk(
        Path.of(System.getProperty("java.home")),
        Runtime.version().toString(),
        Runtime.version().feature());
  }

  /**
   * The one in a directory.
   *
   * @throws IllegalArgumentException if there is none, or one older than 17
   */
  public static Jdk in(Path home) {
    Path java = home.resolve(Path.of("bin", "java"));
    Path release = home.resolve("release");
    if (!Files.isExecutable(java) || !Files.isRegularFile(release)) {
      throw new IllegalArgumentException(
          home + " is no JDK: it has no bin/java or no file named release");
    }
    Properties properties = new Properties();
    try (var in = Files.newInputStream(release)) {
      properties.load(in);
      String text =
          properties.getProperty(
              "JAVA_RUNTIME_VERSION", properties.getProperty("JAVA_VERSION", ""));
      Runtime.Version version = Runtime.Version.parse(text.replace("\"", ""));
      if (version.feature() < OLDEST) {
        throw new IllegalArgumentException(
            home + " is JDK " + version + "; scenarios need " + OLDEST + " or newer");
      }
      return new Jdk(home.toAbsolutePath().normalize(), version.toString(), version.feature());
    } catch (IOException e) {
      throw new IllegalArgumentException(release + " cannot be read: " + e.getMessage(), e);
    }
  }
}
