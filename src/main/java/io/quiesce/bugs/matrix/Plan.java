package io.quiesce.bugs.matrix;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Expectation;
import io.quiesce.bugs.corpus.Forecast;
import io.quiesce.bugs.corpus.Tool;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which tool is to be asked about which bug.
 *
 * @param cells for each bug its tools, in order
 * @param untilCaught whether the first tool that catches a bug is the last that is asked
 */
public record Plan(Map<Bug, List<Tool>> cells, boolean untilCaught) {
  /** Every tool about every bug. */
  public static Plan whole(List<Bug> bugs) {
    return new Plan(with(bugs, Arrays.asList(Tool.values())), false);
  }

  /** Of each bug only the fastest tool that must catch it, among those that can run. */
  public static Plan fastest(List<Bug> bugs, boolean checkout) {
    Map<Bug, List<Tool>> cells = new LinkedHashMap<>();
    for (Bug bug : bugs) {
      bug.toolsThat(Expectation.CAUGHT).stream()
          .filter(tool -> checkout || !tool.needsCheckout())
          .findFirst()
          .ifPresent(tool -> cells.put(bug, List.of(tool)));
    }
    return new Plan(cells, false);
  }

  /** The tools in this order about each bug, until one catches it. */
  public static Plan inTurn(List<Bug> bugs, List<Tool> tools) {
    return new Plan(with(bugs, tools), true);
  }

  private static Map<Bug, List<Tool>> with(List<Bug> bugs, List<Tool> tools) {
    Map<Bug, List<Tool>> cells = new LinkedHashMap<>();
    bugs.stream().filter(bug -> !bug.isAbsent()).forEach(bug -> cells.put(bug, tools));
    return cells;
  }

  /** Whether a tool is asked that needs a checkout. */
  public boolean needsCheckout() {
    return cells.values().stream().flatMap(List::stream).anyMatch(Tool::needsCheckout);
  }

  /** All tools that are asked, in their order. */
  List<Tool> tools() {
    return cells.values().stream().flatMap(List::stream).distinct().sorted().toList();
  }

  /** Number of cells. */
  int size() {
    return cells.values().stream().mapToInt(List::size).sum();
  }

  /** What any bug wants a tool to run first. */
  String first(Tool tool) {
    return cells.keySet().stream()
        .map(bug -> bug.tools().get(tool))
        .map(Forecast::first)
        .filter(first -> !first.isEmpty())
        .distinct()
        .map(first -> "(?:" + first + ")")
        .collect(Collectors.joining("|"));
  }
}
