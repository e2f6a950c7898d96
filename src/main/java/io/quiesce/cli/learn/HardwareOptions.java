package io.quiesce.cli.learn;

import io.quiesce.bugs.place.Product;
import io.quiesce.learn.measure.Hardware;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether and how the hardware is asked. */
final class HardwareOptions {
  @Option(
      names = "--project",
      defaultValue = ".",
      paramLabel = "DIR",
      description = "a checkout after mvn verify, whose jcstress is used (default: this directory)")
  private Path project;

  @Option(
      names = "--jcstress",
      paramLabel = "JAR",
      description = "a jar of jcstress with what it needs, or a class path")
  private String jcstress;

  @Option(
      names = "--no-hardware",
      description = "explore only, and do not ask this machine by jcstress")
  private boolean none;

  @Option(
      names = "--slow",
      description = "ask also about programs that may hang, which takes minutes")
  private boolean slow;

  @Option(
      names = "--limit",
      defaultValue = "120",
      paramLabel = "SECONDS",
      description = "the longest that jcstress may take for a lesson (default: ${DEFAULT-VALUE})")
  private int limit;

  /** Whether the hardware is to be left alone. */
  boolean isUnwanted() {
    return none;
  }

  /** The hardware, to be asked about so many lessons. */
  Hardware hardware(Product product, int lessons) throws IOException {
    List<Path> path = Hardware.jcstress(jcstress, project);
    return new Hardware(product, path, Duration.ofSeconds(Math.max(1L, limit) * lessons), slow);
  }
}
