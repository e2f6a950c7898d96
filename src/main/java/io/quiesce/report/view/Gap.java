package io.quiesce.report.view;

/**
 * What ran in an earlier night and has no result in this one.
 *
 * @param scenario its name
 * @param column engine and JDK
 */
public record Gap(String scenario, Column column) implements Comparable<Gap> {
  @Override
  public int compareTo(Gap other) {
    int byScenario = scenario.compareTo(other.scenario);
    return byScenario != 0 ? byScenario : column.compareTo(other.column);
  }
}
