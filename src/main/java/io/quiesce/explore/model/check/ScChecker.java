package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;

/** Sequential consistency: {@code po ∪ rf ∪ co ∪ fr} is acyclic. */
public final class ScChecker extends BackwardSearch implements Checker {
  /** Creates a checker. */
  public ScChecker() {}

  @Override
  public int clockRows() {
    return 0;
  }

  @Override
  public int laneRows() {
    return 0;
  }

  @Override
  public void begin(Graph g, int e) {}

  @Override
  public int floor(Graph g, int e) {
    return Floors.under(g, Graph.PREFIX, e);
  }

  @Override
  public void finish(Graph g, int e) {}

  @Override
  public boolean consistent(Graph g, int e) {
    return !cycleThrough(g, e);
  }

  @Override
  void programOrder(Graph g, int e) {
    reach(g.before(e));
  }

  @Override
  boolean ordersInternalReads() {
    return true;
  }
}
