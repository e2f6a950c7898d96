package io.quiesce.report.view;

import java.util.List;

/**
 * Outcomes that the model allows and that a machine has never shown.
 *
 * @param cpu the model of its CPU
 * @param jdk the version of the JDK
 * @param scenario the scenario
 * @param samples how many samples jcstress has taken of it there, in all nights so far
 * @param outcomes what was not among them, sorted
 */
public record Unshown(
    String cpu, String jdk, String scenario, long samples, List<String> outcomes) {
  /** Copies the list. */
  public Unshown {
    outcomes = List.copyOf(outcomes);
  }
}
