package io.quiesce.trace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the replay of one trace found.
 *
 * @param name the file
 * @param events events of the trace, END not counted
 * @param levels one entry for each judge, in a fixed order
 */
public record ReplayReport(String name, long events, List<LevelReport> levels) {
  /** Copies the list. */
  public ReplayReport {
    levels = List.copyOf(levels);
  }

  /** Comparisons made. */
  public long checks() {
    return levels.stream().mapToLong(l -> l.tally().checks()).sum();
  }

  /** Comparisons that failed. */
  public long disagreements() {
    return levels.stream().mapToLong(l -> l.tally().disagreements()).sum();
  }

  /** The largest number of bytes by which the subject's stacks_inuse exceeded Go's. */
  public long largestExcess() {
    return levels.stream().mapToLong(l -> l.tally().largestExcess()).max().orElse(0);
  }

  /** Races that the format allows, by kind. */
  public Map<String, Long> races() {
    Map<String, Long> all = new TreeMap<>();
    levels.forEach(l -> l.tally().races().forEach((k, n) -> all.merge(k, n, Long::sum)));
    return all;
  }

  /** The report in one line, followed by one line for each judge that disagreed. */
  @Override
  public String toString() {
    String checks =
        levels.stream()
            .map(l -> l.level() + " " + l.tally().checks())
            .collect(Collectors.joining(", "));
    StringBuilder text = new StringBuilder();
    text.append(name).append(": ").append(events).append(" events, ").append(checks());
    text.append(" checks (").append(checks).append("), disagreements ").append(disagreements());
    text.append(", stacks_inuse excess ").append(largestExcess()).append(" B, tolerated races ");
    text.append(races().isEmpty() ? "none" : races().toString());
    for (LevelReport level : levels) {
      level.tally().first().ifPresent(d -> text.append("\n  ").append(firstOf(level)));
    }
    return text.toString();
  }

  private static String firstOf(LevelReport level) {
    String text = level.level() + ": first disagreement at " + level.tally().first().orElseThrow();
    return level.stoppedAt().isPresent()
        ? text + " (nothing judged after seq " + level.stoppedAt().getAsLong() + ")"
        : text;
  }
}
