package io.quiesce.explore.search;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.model.check.Checker;
import io.quiesce.explore.program.Program;

/** One worker of a search: takes tasks, explores them, and deals with the leaves. */
final class Worker {
  private final Options options;
  private final Frontier frontier;
  private final Visitor visitor;
  private final Seen seen;
  private final long deadline;
  private final Tally tally = new Tally();
  private final Checker checker;
  private final Waiting waiting;
  private final Explorer explorer;
  private final Execution execution;
  private volatile double visited;
  private volatile long executions;
  private long leaves;

  Worker(
      Program program,
      Options options,
      Frontier frontier,
      Visitor visitor,
      Seen seen,
      long deadline) {
    this.options = options;
    this.frontier = frontier;
    this.visitor = visitor;
    this.seen = seen;
    this.deadline = deadline;
    this.checker = options.model().checker();
    this.waiting = new Waiting(options);
    this.explorer = new Explorer(program, checker, waiting, this::reached);
    this.execution = new Execution(explorer.runner());
  }

  Tally tally() {
    return tally;
  }

  /** The share of the tree that has been visited, as far as published. */
  double visited() {
    return visited;
  }

  /** The number of executions, as far as published. */
  long executions() {
    return executions;
  }

  /** Works until there is nothing left to do. */
  void work() throws InterruptedException {
    for (Task task = frontier.take(); task != null; task = frontier.take()) {
      explorer.explore(task);
      publish();
    }
    tally.addRuns(explorer.runner().runs());
  }

  private void publish() {
    visited = explorer.path().visited();
    executions = tally.executions();
  }

  private void reached(Graph g) {
    Ending ending = waiting.ending(g);
    if (ending != Ending.WAITING && !checker.accepts(g)) {
      ending = Ending.INCONSISTENT;
    }
    tally.add(ending);
    if (ending.isExecution()) {
      if (ending == Ending.BOUND) {
        tally.addBounds(g, waiting);
      }
      if (seen != null && !seen.add(Fingerprint.of(g))) {
        tally.addDuplicate();
      }
      visitor.visit(execution.of(g, ending));
      if (execution.isStopped()) {
        frontier.stop();
      }
    }
    control();
  }

  private void control() {
    leaves++;
    if ((leaves & 1023) == 0) {
      publish();
      boolean late = deadline != 0 && System.nanoTime() - deadline > 0;
      if (late) {
        frontier.stop();
      }
    }
    if (options.limit() > 0 && tally.executions() >= options.limit()) {
      frontier.stop();
    }
    if (frontier.isStopped()) {
      for (Task rest = explorer.path().split(); rest != null; rest = explorer.path().split()) {
        frontier.give(rest);
      }
    } else if (frontier.isHungry()) {
      Task half = explorer.path().split();
      if (half != null) {
        frontier.give(half);
      }
    }
  }
}
