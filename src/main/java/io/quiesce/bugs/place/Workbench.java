package io.quiesce.bugs.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that a run needs to find, and the directory for what it makes. Thread-safe. */
public final class Workbench {
  private static final String SCENARIOS = "scenarios/";
  private static final String TRACES = "traces/";

  private final Product product;
  private final Path project;
  private final Path directory;
  private Path scenarios;
  private List<Path> traces;

  /**
   * A workbench.
   *
   * @param project where a checkout may be
   * @param directory for overlays, evidence and copies
   */
  public Workbench(Product product, Path project, Path directory) {
    this.product = product;
    this.project = project;
    this.directory = directory.toAbsolutePath().normalize();
  }

  /** The product under test. */
  public Product product() {
    return product;
  }

  /** A directory below the workbench's own; made if it is not there. */
  public Path directory(String... names) throws IOException {
    return Files.createDirectories(directory.resolve(Path.of("", names)));
  }

  /**
   * The checkout.
   *
   * @throws NoCheckoutException if there is none
   */
  public Checkout checkout() throws IOException {
    return Checkout.require(project);
  }

  /** The checkout, if there is one whose tests are compiled. */
  public Optional<Checkout> anyCheckout() throws IOException {
    return Checkout.in(project);
  }

  /** The compiled scenarios that the product carries. */
  public synchronized Path scenarios() throws IOException {
    if (scenarios == null) {
      scenarios = product.directory(SCENARIOS, directory("scenarios"));
    }
    return scenarios;
  }

  /** The recorded traces that the product carries, sorted by name. */
  public synchronized List<Path> traces() throws IOException {
    if (traces == null) {
      try (Stream<Path> files = Files.list(product.directory(TRACES, directory("traces")))) {
        traces = files.sorted().toList();
      }
    }
    return traces;
  }
}
