package io.quiesce.report.view;

import io.quiesce.hunt.model.Engine;

/**
 * A column of a matrix.
 *
 * @param engine the engine
 * @param jdk the version of the JDK
 */
public record Column(Engine engine, String jdk) implements Comparable<Column> {
  @Override
  public int compareTo(Column other) {
    int byEngine = engine.compareTo(other.engine);
    return byEngine != 0 ? byEngine : jdk.compareTo(other.jdk);
  }

  /** For people: {@code jcstress, JDK 17.0.15+6}. */
  @Override
  public String toString() {
    return engine.label() + ", JDK " + jdk;
  }
}
