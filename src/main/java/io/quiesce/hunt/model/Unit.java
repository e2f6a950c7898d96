package io.quiesce.hunt.model;

import java.util.Comparator;

/**
 * What is dealt out to shards: a scenario on a JDK, with all its seeds and rounds.
 *
 * @param scenario a scenario
 * @param jdk the version of a JDK
 */
public record Unit(Scenario scenario, String jdk) implements Comparable<Unit> {
  private static final Comparator<Unit> ORDER =
      Comparator.comparing(Unit::scenario).thenComparing(Unit::jdk);

  /** The unit of a job. */
  public static Unit of(Job job) {
    return new Unit(job.scenario(), job.jdk());
  }

  @Override
  public int compareTo(Unit other) {
    return ORDER.compare(this, other);
  }
}
