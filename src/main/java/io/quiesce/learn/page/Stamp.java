package io.quiesce.learn.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when figures were made.
 *
 * @param machine processors, architecture, system and Java
 * @param time when, in UTC
 */
public record Stamp(String machine, Instant time) {
  /** This machine, now. */
  public static Stamp now() {
    String machine =
        String.join(
            ", ",
            Runtime.getRuntime().availableProcessors() + " CPUs",
            System.getProperty("os.arch"),
            System.getProperty("os.name"),
            "JDK " + Runtime.version());
    return new Stamp(machine, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public String toString() {
    return machine + ", " + time;
  }
}
