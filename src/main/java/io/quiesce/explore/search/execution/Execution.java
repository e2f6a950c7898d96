package io.quiesce.explore.search.execution;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * One execution, as a visitor sees it. Valid only during the visit: the graph goes on changing.
 *
 * <p>Confined to the worker that visits.
 */
public final class Execution {
  private final Runner runner;
  private Graph graph;
  private Ending ending;
  private boolean stopped;

  /** A view of what a runner runs. */
  public Execution(Runner runner) {
    this.runner = runner;
  }

  /** The same view, of another graph. */
  public Execution of(Graph newGraph, Ending newEnding) {
    graph = newGraph;
    ending = newEnding;
    return this;
  }

  /** Ends the search after this visit, as far as the visitor is concerned. */
  public void stop() {
    stopped = true;
  }

  /** True if the visitor wants no more. */
  public boolean isStopped() {
    return stopped;
  }

  /** How it ends. */
  public Ending ending() {
    return ending;
  }

  /** What was done and who saw what. */
  public Graph graph() {
    return graph;
  }

  /** The program, for its descriptions. */
  public Program program() {
    return runner.program();
  }

  /**
   * The outcome of a complete execution, for which the program is run to its end if it has not
   * been.
   *
   * @throws IllegalStateException if the execution is not complete
   */
  public String outcome() {
    if (ending != Ending.COMPLETE) {
      throw new IllegalStateException("an execution that ends in " + ending + " has no outcome");
    }
    runner.complete(graph);
    return runner.program().outcome();
  }

  /** The messages of the errors in it, in the order of threads. */
  public List<String> errors() {
    List<String> errors = new ArrayList<>();
    for (int t = 0; t < graph.threads(); t++) {
      for (int i = 0; i < graph.length(t); i++) {
        int e = graph.event(t, i);
        if (graph.op(e).kind() == Kind.ERROR) {
          errors.add(graph.op(e).message());
        }
      }
    }
    return errors;
  }

  /** The short name of the execution: the same for the same execution of the same program. */
  public String id() {
    return Fingerprint.id(graph);
  }

  /** The choices that lead to this execution, for {@link Search#replay}. */
  public Recording recording() {
    return Recording.of(graph);
  }
}
