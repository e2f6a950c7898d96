package io.quiesce.explore.search;

import io.quiesce.explore.search.execution.Ending;
import io.quiesce.explore.search.tree.Task;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a search has found.
 *
 * @param endings how many graphs end in each way
 * @param bounds the bounds that were hit, and how often
 * @param duplicates executions met more than once; only the self-check counts them, and it must
 *     count 0
 * @param runs how often a program was run from its start
 * @param frontier what is left to visit; empty if everything asked for has been visited
 * @param whole about how many executions there are, 0 if that is not known
 * @param nanos wall time
 */
public record Result(
    Map<Ending, Long> endings,
    Map<String, Long> bounds,
    long duplicates,
    long runs,
    List<Task> frontier,
    double whole,
    long nanos) {

  /** Copies. */
  public Result {
    endings = Map.copyOf(endings);
    bounds = Map.copyOf(bounds);
    frontier = List.copyOf(frontier);
  }

  /** How many graphs end in one way. */
  public long count(Ending ending) {
    return endings.getOrDefault(ending, 0L);
  }

  /** The number of complete executions. */
  public long complete() {
    return count(Ending.COMPLETE);
  }

  /** The number of executions in which some thread can never go on. */
  public long stuck() {
    return count(Ending.DEADLOCK)
        + count(Ending.LOST_WAKEUP)
        + count(Ending.LIVELOCK)
        + count(Ending.STALE);
  }

  /** The number of graphs that the search met and that are no executions. */
  public long wasted() {
    return count(Ending.WAITING) + count(Ending.INCONSISTENT);
  }

  /** True if every execution has been visited and no bound was hit. */
  public boolean isExhaustive() {
    return bounds.isEmpty() && frontier.isEmpty();
  }

  /** Complete executions a second. */
  public double rate() {
    return complete() * 1e9 / Math.max(1, nanos);
  }

  /** About how many runs of the program such a search makes in a time, at least 1. */
  public long runsIn(Duration time) {
    return Math.max(1, (long) (runs / (double) Math.max(1, nanos) * time.toNanos()));
  }

  /** Adds the tallies of workers. */
  static Result of(List<Tally> tallies, List<Task> frontier, double whole, long nanos) {
    Map<Ending, Long> endings = new EnumMap<>(Ending.class);
    Map<String, Long> bounds = new TreeMap<>();
    long duplicates = 0;
    long runs = 0;
    for (Tally tally : tallies) {
      for (Ending ending : Ending.values()) {
        endings.merge(ending, tally.count(ending), Long::sum);
      }
      tally.bounds().forEach((name, hits) -> bounds.merge(name, hits, Long::sum));
      duplicates += tally.duplicates();
      runs += tally.runs();
    }
    return new Result(endings, bounds, duplicates, runs, frontier, whole, nanos);
  }
}
