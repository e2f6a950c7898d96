package io.quiesce.report.chart;

import java.time.Instant;
import java.util.List;

/**
 * One line of a chart.
 *
 * @param name what it shows
 * @param at when, ascending; at least one
 * @param values as many
 */
public record Line(String name, List<Instant> at, List<Long> values) {
  /** Copies the lists and checks that they fit. */
  public Line {
    at = List.copyOf(at);
    values = List.copyOf(values);
    if (at.isEmpty() || at.size() != values.size()) {
      throw new IllegalArgumentException(
          "line '" + name + "' has " + at.size() + " times and " + values.size() + " values");
    }
  }
}
