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

  /**
   * The round in which an event was last met; in a look at a whole graph, also negated when done.
   */
  private int[] seen = new int[64];

  private int round;
  private boolean wholeGraph;
  private boolean cyclic;

  /** Calls {@link #reach} for the predecessors of an event in its own thread. */
  abstract void programOrder(Graph g, int e);

  /** True if an internal {@code rf} edge orders. */
  abstract boolean ordersInternalReads();

  /** True if there is a path from the event to itself. */
  final boolean cycleThrough(Graph g, int e) {
    prepare(g, false);
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

  /** True if there is no cycle at all. */
  final boolean isAcyclic(Graph g) {
    prepare(g, true);
    for (int e = 0; e < g.size() && !cyclic; e++) {
      push(e);
      while (depth > 0 && !cyclic) {
        expand(g, stack[depth - 1]);
      }
    }
    return !cyclic;
  }

  private void expand(Graph g, int x) {
    if (seen[x] == round || seen[x] == -round) {
      seen[x] = -round;
      depth--;
    } else {
      seen[x] = round;
      predecessors(g, x);
    }
  }

  private void prepare(Graph g, boolean whole) {
    if (seen.length < g.size()) {
      seen = Arrays.copyOf(seen, 2 * g.size());
    }
    round++;
    depth = 0;
    wholeGraph = whole;
    cyclic = false;
  }

  private void push(int e) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, 2 * depth);
    }
    stack[depth++] = e;
  }

  /** Notes that an event is before the one under consideration; negative numbers are no events. */
  final void reach(int e) {
    if (e < 0) {
      return;
    }
    if (!wholeGraph) {
      if (seen[e] != round) {
        seen[e] = round;
        push(e);
      }
    } else if (seen[e] == round) {
      cyclic = true;
    } else if (seen[e] != -round) {
      push(e);
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
