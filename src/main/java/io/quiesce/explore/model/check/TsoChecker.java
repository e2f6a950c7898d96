package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;

/**
 * Total store order, as x86 has it: {@code ppo ∪ fence ∪ rfe ∪ co ∪ fr} is acyclic, and so are
 * {@code po ∪ rf ∪ co ∪ fr} on each location.
 *
 * <p>{@code ppo} is program order without the pairs from a write to a later read; a volatile write,
 * a read-modify-write and a full fence between the two put the pair back.
 */
public final class TsoChecker extends BackwardSearch implements Checker {
  /** Creates a checker. */
  public TsoChecker() {}

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
    return Floors.own(g, e);
  }

  @Override
  public void finish(Graph g, int e) {}

  @Override
  public boolean consistent(Graph g, int e) {
    return !cycleThrough(g, e);
  }

  @Override
  boolean ordersInternalReads() {
    return false;
  }

  /** The immediate predecessors: the rest follows by transitivity. */
  @Override
  void programOrder(Graph g, int e) {
    int x = g.before(e);
    if (!passesBuffer(g, e)) {
      reach(x);
      while (x >= 0 && passesBuffer(g, x)) {
        x = g.before(x);
      }
      reach(x);
      return;
    }
    while (x >= 0 && isBuffered(g, x)) {
      x = g.before(x);
    }
    reach(x);
    if (g.isRead(e) && g.op(e).mode().isTotal()) {
      reach(newestVolatileWrite(g, g.before(e)));
    }
  }

  /** The last write at or before {@code x} that a volatile read does not overtake, or -1. */
  private static int newestVolatileWrite(Graph g, int x) {
    int write = x;
    while (write >= 0 && !(isBuffered(g, write) && g.op(write).mode().isTotal())) {
      write = g.before(write);
    }
    return write;
  }

  /** True for a write that later reads of the thread may overtake. */
  private static boolean isBuffered(Graph g, int e) {
    return g.isWrite(e) && !g.isUpdate(e);
  }

  /** True for what does not wait for earlier writes of its thread to reach memory. */
  private static boolean passesBuffer(Graph g, int e) {
    return switch (g.op(e).kind()) {
      case READ, AWAIT_READ, CHOICE, SPIN, ERROR, CUT, FREEZE -> true;
      case RMW, AWAIT_RMW -> g.isRead(e) && !g.isUpdate(e);
      case FENCE, WRITE, SPAWN, JOIN, BEGIN, END -> false;
    };
  }
}
