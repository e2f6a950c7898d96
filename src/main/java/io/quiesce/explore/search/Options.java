package io.quiesce.explore.search;

import io.quiesce.explore.model.Model;
import io.quiesce.explore.search.execution.Bounds;
import io.quiesce.explore.search.tree.Task;
import java.time.Duration;
import java.util.List;

/**
 * What a search is asked to do.
 *
 * @param model the memory model
 * @param workers how many threads search; the result does not depend on it
 * @param loopBound how many turns of one waiting loop, of those that cannot be told to be useless,
 *     are followed
 * @param stepBound how many events of one thread are followed
 * @param selfCheck true to keep a hash of every execution and to count repeats; memory then grows
 * @param limit stop after about this many executions, 0 for no limit
 * @param time stop after about this time, zero for no limit
 * @param tasks which parts of the tree to visit
 */
public record Options(
    Model model,
    int workers,
    int loopBound,
    int stepBound,
    boolean selfCheck,
    long limit,
    Duration time,
    List<Task> tasks) {

  /** Checks and copies. */
  public Options {
    require(workers > 0, "workers", workers);
    require(loopBound > 0, "loopBound", loopBound);
    require(stepBound > 0, "stepBound", stepBound);
    require(limit >= 0, "limit", limit);
    require(!tasks.isEmpty(), "tasks", 0);
    tasks = List.copyOf(tasks);
  }

  private static void require(boolean holds, String name, long value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " = " + value + " is too small");
    }
  }

  /** A search of everything by one worker, loop bound 8, step bound 10,000. */
  public static Options of(Model model) {
    return new Options(model, 1, 8, 10_000, false, 0, Duration.ZERO, List.of(Task.ALL));
  }

  /** The model and the bounds. */
  Bounds bounds() {
    return new Bounds(model, loopBound, stepBound);
  }

  /** The same with another number of workers. */
  public Options withWorkers(int count) {
    return new Options(model, count, loopBound, stepBound, selfCheck, limit, time, tasks);
  }

  /** The same with other bounds. */
  public Options withBounds(int loop, int steps) {
    return new Options(model, workers, loop, steps, selfCheck, limit, time, tasks);
  }

  /** The same with the self-check on or off. */
  public Options withSelfCheck(boolean on) {
    return new Options(model, workers, loopBound, stepBound, on, limit, time, tasks);
  }

  /** The same with other limits. */
  public Options withLimits(long executions, Duration duration) {
    return new Options(
        model, workers, loopBound, stepBound, selfCheck, executions, duration, tasks);
  }

  /** The same over other parts of the tree. */
  public Options withTasks(List<Task> parts) {
    return new Options(model, workers, loopBound, stepBound, selfCheck, limit, time, parts);
  }
}
