package io.quiesce.report.view;

import io.quiesce.hunt.model.Unit;

/**
 * What has no result in a night, though it was planned or ran in an earlier one.
 *
 * @param scenario its name
 * @param column engine and JDK
 */
public record Gap(String scenario, Column column) implements Comparable<Gap> {
  static Gap of(Unit unit) {
    return new Gap(unit.scenario().name(), new Column(unit.scenario().engine(), unit.jdk()));
  }

  @Override
  public int compareTo(Gap other) {
    int byScenario = scenario.compareTo(other.scenario);
    return byScenario != 0 ? byScenario : column.compareTo(other.column);
  }
}
