package io.quiesce.explore.search;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.search.execution.Ending;
import io.quiesce.explore.search.execution.Waiting;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What one worker counts. Confined to the worker until it has ended. */
final class Tally {
  private final Map<Ending, long[]> endings = new EnumMap<>(Ending.class);
  private final Map<String, Long> bounds = new HashMap<>();
  private long executions;
  private long duplicates;
  private long runs;

  Tally() {
    for (Ending ending : Ending.values()) {
      endings.put(ending, new long[1]);
    }
  }

  void add(Ending ending) {
    endings.get(ending)[0]++;
    executions += ending.isExecution() ? 1 : 0;
  }

  void addBounds(Graph g, Waiting waiting) {
    for (int t = 0; t < g.threads(); t++) {
      String bound = g.exists(t) ? waiting.bound(g, t) : null;
      if (bound != null) {
        bounds.merge(bound, 1L, Long::sum);
      }
    }
  }

  void addDuplicate() {
    duplicates++;
  }

  void addRuns(long count) {
    runs += count;
  }

  long count(Ending ending) {
    return endings.get(ending)[0];
  }

  /** The number of executions counted. */
  long executions() {
    return executions;
  }

  Map<String, Long> bounds() {
    return bounds;
  }

  long duplicates() {
    return duplicates;
  }

  long runs() {
    return runs;
  }
}
