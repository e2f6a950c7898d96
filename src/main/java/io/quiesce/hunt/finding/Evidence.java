package io.quiesce.hunt.finding;

import java.util.List;

/**
 * What shows a finding.
 *
 * @param text for people: a witness, a history, what a JVM printed
 * @param svg the execution graph as a picture; empty for engines that have none
 * @param steps the witness as a table; empty for engines that have none
 */
public record Evidence(String text, String svg, List<WitnessStep> steps) {
  /** Copies the list. */
  public Evidence {
    steps = List.copyOf(steps);
  }

  /** Text alone. */
  public static Evidence of(String text) {
    return new Evidence(text, "", List.of());
  }
}
