package io.quiesce.bugs.corpus;

import java.util.List;
import java.util.Map;

/**
 * One bug of the corpus.
 *
 * @param slug its name and the name of its directory
 * @param title one line
 * @param origin where it comes from
 * @param component the part of the subject
 * @param invariant the invariant that it breaks
 * @param kind what the change does
 * @param threads the least number of threads that show it
 * @param nearest what stands in for the original mechanism; empty if the mechanism is here
 * @param absent why there is no patch; empty if there is one
 * @param tools what each tool should do; all of them, or none if the bug is absent
 * @param patch a unified diff against the sources; empty if the bug is absent
 * @param lesson Markdown
 */
public record Bug(
    String slug,
    String title,
    Origin origin,
    String component,
    String invariant,
    Kind kind,
    int threads,
    String nearest,
    String absent,
    Map<Tool, Forecast> tools,
    String patch,
    String lesson) {
  /** Copies the map. */
  public Bug {
    tools = Map.copyOf(tools);
  }

  /** Whether the subject has no place for it. */
  public boolean isAbsent() {
    return !absent.isEmpty();
  }

  /** The tools of which something is expected, in the order of {@link Tool}. */
  public List<Tool> toolsThat(Expectation expectation) {
    return tools.keySet().stream()
        .filter(tool -> tools.get(tool).expect() == expectation)
        .sorted()
        .toList();
  }
}
