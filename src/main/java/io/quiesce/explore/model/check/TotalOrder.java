package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Op;

/**
 * Whether a graph has a total order {@code T} on the sources of {@code push}, at the least cost:
 * that of a sequentially consistent graph is the order in which it was made; one that is known is
 * extended; only otherwise is one looked for.
 */
final class TotalOrder {
  /** Note: the graph up to the event is not known to be sequentially consistent. */
  private static final int WEAK = 1;

  /** Note: the ranks are a {@code T} of the graph up to the event. */
  private static final int ORDERED = 2;

  private final ScChecker sc = new ScChecker();
  private final PushOrder pushes = new PushOrder();
  private final KeptOrder kept = new KeptOrder();
  private int[] lengths = new int[0];

  /** True if the graph has a {@code T}. */
  boolean exists(Graph g) {
    boolean trivial = isTrivial(g);
    boolean weak = trivial || !sc.isAcyclic(g);
    g.note(g.size() - 1, weak ? WEAK : 0);
    return !weak || trivial || hasOrder(g);
  }

  /**
   * The same for a graph that was judged in this way before its newest event was added.
   *
   * <p>The order in which a sequentially consistent graph was made serves as {@code T}. For another
   * one a {@code T} is kept as long as it can be extended, see {@link KeptOrder}.
   */
  boolean exists(Graph g, int e, boolean newest) {
    int before = e > 0 ? g.note(e - 1) : 0;
    boolean weak = before != 0 || (!newest && (isTrivial(g) || !sc.consistent(g, e)));
    if (!weak) {
      g.note(e, 0);
      return true;
    }
    g.note(e, WEAK | (newest ? before : 0));
    boolean affected = !newest || isTarget(g, e);
    if (!affected || isTrivial(g)) {
      return true;
    }
    boolean ordered = (g.note(e) & ORDERED) != 0 && kept.extend(g, e);
    return ordered || hasOrder(g);
  }

  private boolean hasOrder(Graph g) {
    if (lengths.length < g.threads()) {
      lengths = new int[2 * g.threads()];
    }
    for (int t = 0; t < g.threads(); t++) {
      lengths[t] = g.length(t);
    }
    boolean found = pushes.exists(g, lengths);
    if (found) {
      pushes.rank(g);
    }
    g.note(g.size() - 1, found ? WEAK | ORDERED : WEAK);
    return found;
  }

  /** True if there are too few events that could ever be sources of {@code push}. */
  private static boolean isTrivial(Graph g) {
    int count = 0;
    for (int e = 0; e < g.size() && count < 2; e++) {
      Op op = g.op(e);
      count += op.mode().isTotal() || PushGraph.isFullFence(op) ? 1 : 0;
    }
    return count < 2;
  }

  /** The same for a part of a graph that is closed under {@code po ∪ rf}. */
  boolean exists(Graph g, int[] part) {
    return pushes.exists(g, part);
  }

  /** True if the event makes others of its thread sources of {@code push}. */
  private static boolean isTarget(Graph g, int e) {
    boolean isVolatile = g.op(e).mode().isTotal();
    for (int x = isVolatile ? g.before(e) : e; x >= 0; x = g.before(x)) {
      Op op = g.op(x);
      if (PushGraph.isFullFence(op) || (isVolatile && op.mode().isTotal())) {
        return true;
      }
    }
    return false;
  }
}
