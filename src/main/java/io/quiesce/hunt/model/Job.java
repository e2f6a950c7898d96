package io.quiesce.hunt.model;

import java.time.Duration;

/**
 * One piece of a plan: a scenario, on a JDK, with a seed, in a round. Rounds grow the bounds.
 *
 * @param scenario what to run
 * @param jdk the version of the JDK that runs it, such as {@code 17.0.15+6}
 * @param seed for what is chosen at random
 * @param round from 0; each round may take longer than the one before; -1 for a look at a finding
 * @param budget wall time that it may take; not part of its identity
 */
public record Job(Scenario scenario, String jdk, long seed, int round, Duration budget) {
  /** Its name within a night: the same job has the same key in each process that plans it. */
  public String key() {
    return scenario.engine().label() + ":" + scenario.name() + "@" + jdk + "#" + seed + "/" + round;
  }

  /**
   * The seed in a key.
   *
   * @throws IllegalArgumentException if it is no key
   */
  public static long seedIn(String key) {
    int from = key.lastIndexOf('#') + 1;
    int to = key.indexOf('/', from);
    if (from == 0 || to < 0) {
      throw new IllegalArgumentException("'" + key + "' is no key of a job");
    }
    return Long.parseLong(key.substring(from, to));
  }

  /** The same with another limit. */
  public Job within(Duration limit) {
    return new Job(scenario, jdk, seed, round, limit);
  }
}
