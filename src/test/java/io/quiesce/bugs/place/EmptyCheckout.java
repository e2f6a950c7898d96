package io.quiesce.bugs.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkout after {@code mvn verify} with nothing in it. */
public final class EmptyCheckout {
  private EmptyCheckout() {}

  /**
   * Makes one.
   *
   * @param classPath the libraries of its tests
   */
  public static Path in(Path directory, String classPath) throws IOException {
    Files.createDirectories(directory.resolve("stress"));
    Files.createDirectories(directory.resolve("target/test-classes"));
    Files.writeString(directory.resolve("pom.xml"), "<artifactId>quiesce</artifactId>");
    Files.writeString(directory.resolve("target/test.classpath"), classPath);
    return directory;
  }
}
