package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Kind;
import java.util.Arrays;

/**
 * Looks for a cycle through one event by following edges backward from it.
 *
 * <p>The edges common to all models are here: {@code rf} (by choice only from other threads),
 * {@code co}, {@code fr}, and from a start or an end of a thread to what waits for it. A subclass
 * adds its part of program order.
 */
abstract class BackwardSearch {
  private int[] stack = new int[64];
  private int depth;
  private int[] seen = new int[64];
  private int round;

  /** Calls {@link #reach} for the predecessors of an event in its own thread. */
  abstract void programOrder(Graph g, int e);

  /** True if an internal {@code rf} edge orders. */
  abstract boolean ordersInternalReads();

  /** True if there is a path from the event to itself. */
  final boolean cycleThrough(Graph g, int e) {
    if (seen.length < g.size()) {
      seen = Arrays.copyOf(seen, 2 * g.size());
      stack = Arrays.copyOf(stack, 2 * g.size());
    }
    round++;
    depth = 0;
    predecessors(g, e);
    while (depth > 0) {
      int x = stack[--depth];
      if (x == e) {
        return true;
      }
      predecessors(g, x);
    }
    return false;
  }

  /** Notes that an event is before the one under consideration; negative numbers are no events. */
  final void reach(int e) {
    if (e >= 0 && seen[e] != round) {
      seen[e] = round;
      stack[depth++] = e;
    }
  }

  private void predecessors(Graph g, int e) {
    programOrder(g, e);
    if (g.isRead(e)) {
      int source = g.source(e);
      if (source >= 0 && (ordersInternalReads() || g.thread(source) != g.thread(e))) {
        reach(source);
      }
    } else if (g.isWrite(e)) {
      overwritten(g, e);
    } else {
      other(g, e);
    }
  }

  private void overwritten(Graph g, int e) {
    int place = g.place(e);
    if (place == 0) {
      return;
    }
    int location = g.location(e);
    int previous = g.writeAt(location, place - 1);
    reach(previous);
    for (int r = g.firstReader(location, previous); r >= 0; r = g.nextReader(r)) {
      reach(r);
    }
  }

  private void other(Graph g, int e) {
    Kind kind = g.op(e).kind();
    if (kind == Kind.BEGIN) {
      reach(g.starter(g.thread(e)));
    } else if (kind == Kind.JOIN) {
      reach(g.last(g.op(e).thread()));
    }
  }
}
