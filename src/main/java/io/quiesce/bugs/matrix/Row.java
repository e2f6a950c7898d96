package io.quiesce.bugs.matrix;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Expectation;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.tool.Measurement;
import io.quiesce.bugs.tool.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One bug, as measured.
 *
 * @param bug the bug
 * @param cells what each tool made of it; tools that were not asked are not there
 */
public record Row(Bug bug, Map<Tool, Measurement> cells) {
  /** Copies the map, in the order of the tools. */
  public Row {
    cells = new TreeMap<>(cells);
  }

  /** Why a cell contradicts what the bug promises of the tool, if it does. */
  public Optional<String> contradiction(Tool tool) {
    Measurement measured = cells.get(tool);
    Expectation expected = bug.tools().get(tool).expect();
    if (measured == null) {
      return Optional.empty();
    }
    String place = bug.slug() + ", " + tool.label() + ": ";
    if (measured.result() == Result.TOOL_FAILED) {
      return Optional.of(place + "the tool failed: " + measured.message());
    } else if (expected == Expectation.CAUGHT && !measured.isCaught()) {
      return Optional.of(place + "should catch it and did not: " + measured.message());
    } else if (expected == Expectation.MISSED && measured.isCaught()) {
      return Optional.of(
          place + "should miss it and caught it: " + measured.test() + ", " + measured.message());
    }
    return Optional.empty();
  }

  /** The tools that caught it. */
  public List<Tool> caughtBy() {
    return cells.keySet().stream().filter(tool -> cells.get(tool).isCaught()).toList();
  }

  /** Everything that is not as it should be. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    cells.keySet().forEach(tool -> contradiction(tool).ifPresent(problems::add));
    if (!cells.isEmpty() && caughtBy().isEmpty()) {
      problems.add(bug.slug() + ": no tool caught it");
    }
    return problems;
  }
}
