package io.quiesce.bugs.place;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A checkout after {@code mvn verify}: its compiled tests and what they need on the class path.
 *
 * @param directory where its pom.xml is
 * @param testClasses its compiled unit tests
 * @param testClassPath the libraries of all tests, as Maven resolved them
 */
public record Checkout(Path directory, Path testClasses, List<Path> testClassPath) {
  private static final String MARK = "<artifactId>quiesce</artifactId>";

  /** Copies the list. */
  public Checkout {
    testClassPath = List.copyOf(testClassPath);
  }

  /** The checkout in a directory, if it is one and its tests are compiled. */
  public static Optional<Checkout> in(Path directory) throws IOException {
    return isCheckout(directory) && whatIsMissing(directory).isEmpty()
        ? Optional.of(read(directory))
        : Optional.empty();
  }

  /**
   * The checkout in a directory.
   *
   * @throws NoCheckoutException if it is none, or its tests are not compiled
   */
  public static Checkout require(Path directory) throws IOException {
    if (!isCheckout(directory)) {
      throw new NoCheckoutException(
          directory.toAbsolutePath().normalize()
              + " is no checkout of Quiesce, and the tools unit, lincheck and jcstress need its"
              + " tests; name one with --project, or use explore, replay or chaos");
    }
    Optional<Path> missing = whatIsMissing(directory);
    if (missing.isPresent()) {
      throw new NoCheckoutException(
          missing.get() + " is missing: run 'mvn verify' in the checkout first");
    }
    return read(directory);
  }

  private static boolean isCheckout(Path directory) throws IOException {
    Path pom = directory.resolve("pom.xml");
    return Files.isRegularFile(pom)
        && Files.isDirectory(directory.resolve("stress"))
        && Files.readString(pom).contains(MARK);
  }

  private static Path classPathFile(Path directory) {
    return directory.resolve(Path.of("target", "test.classpath"));
  }

  private static Path testClasses(Path directory) {
    return directory.resolve(Path.of("target", "test-classes"));
  }

  private static Optional<Path> whatIsMissing(Path directory) {
    return List.of(testClasses(directory), classPathFile(directory)).stream()
        .filter(path -> !Files.exists(path))
        .findFirst();
  }

  private static Checkout read(Path directory) throws IOException {
    Path home = directory.toAbsolutePath().normalize();
    String text = Files.readString(classPathFile(home)).strip();
    List<Path> libraries =
        Arrays.stream(text.split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList();
    return new Checkout(home, testClasses(home), libraries);
  }

  /** The sources of a stress suite, such as {@code jcstress}. */
  public Path stressSources(String suite) {
    return directory.resolve(Path.of("stress", suite, "java"));
  }
}
