package io.quiesce.explore.search;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.model.check.Checker;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.search.execution.Ending;
import io.quiesce.explore.search.execution.Execution;
import io.quiesce.explore.search.execution.Fingerprint;
import io.quiesce.explore.search.execution.Visitor;
import io.quiesce.explore.search.execution.Waiting;
import io.quiesce.explore.search.tree.Explorer;
import io.quiesce.explore.search.tree.Frontier;
import io.quiesce.explore.search.tree.Probes;
import io.quiesce.explore.search.tree.Task;
import java.util.List;

/** One worker of a search: takes tasks, explores them, and deals with the leaves. */
final class Worker {
  /** One in so many leaves is followed by a probe, at first; it costs as much as a few leaves. */
  private static final int OFTEN = 64;

  /** The same later on. */
  private static final int SELDOM = 1024;

  /** How many probes there are at least when a search is stopped. */
  private static final int LEAST_PROBES = 8;

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
  private final Probes probes;
  private volatile Standing standing = Standing.START;
  private long leaves;
  private long nextProbe;

  /** Worker {@code number} of a search. */
  Worker(
      long number,
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
    this.waiting = new Waiting(options.bounds());
    this.explorer = new Explorer(program, checker, waiting, this::reached);
    this.execution = new Execution(explorer.runner());
    this.probes = probes(number);
    this.nextProbe = options.tasks().equals(List.of(Task.ALL)) ? OFTEN : Long.MAX_VALUE;
  }

  private Probes probes(long seed) {
    Checker another = options.model().checker();
    return new Probes(
        explorer,
        another,
        g -> {
          Ending ending = waiting.ending(g);
          return ending.isExecution() && another.accepts(g);
        },
        seed);
  }

  Tally tally() {
    return tally;
  }

  /** How far it is, as far as published. */
  Standing standing() {
    return standing;
  }

  /** Works until there is nothing left to do. */
  void work() throws InterruptedException {
    for (Task task = frontier.take(); task != null; task = frontier.take()) {
      explorer.explore(task);
      publish();
    }
    while (!frontier.isDone() && nextProbe < Long.MAX_VALUE && probes.drawn() < LEAST_PROBES) {
      probes.probe();
    }
    publish();
    tally.addRuns(explorer.runner().runs());
  }

  private void publish() {
    standing =
        new Standing(tally.executions(), explorer.path().visited(), probes.drawn(), probes.sum());
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
    if (leaves == nextProbe) {
      probes.probe();
      nextProbe += Math.max(OFTEN, Math.min(leaves / 16, SELDOM));
    }
    if ((leaves & 63) == 0) {
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
