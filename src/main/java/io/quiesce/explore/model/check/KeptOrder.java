package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;
import java.util.Arrays;

/**
 * Extends the order {@code T} that a graph is known to have, as ranks of its events, when the graph
 * gets a newest event: one that reads the newest write, or is it.
 *
 * <p>Through the event others of its thread may become sources of {@code push}. Put last, they
 * bring by {@code T;push} something before the event only, and nothing is forbidden to be before
 * it, since it is last in {@code po}, {@code rf} and {@code co}. {@code T} must extend the direct
 * edges; so this is possible unless one of them has such an edge to an older source. Then another
 * {@code T} may exist, for which {@link PushOrder} has to look.
 *
 * <p>What is known of a graph holds for what is left of it when its newest events are taken away,
 * and for a part of it that is closed under {@code po ∪ rf}: it has fewer sources and edges.
 */
final class KeptOrder {
  private final Middle middle = new Middle();
  private int[] lengths = new int[0];
  private int[] fresh = new int[8];

  /** True if the order could be extended, false if that is not known. */
  boolean extend(Graph g, int e) {
    take(g);
    if (!middle.isIn(e)) {
      return true;
    }
    int count = findNew(g, e);
    for (int i = count - 1; i >= 0; i--) {
      if (!append(g, fresh[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Finds the accesses that push the event and nothing before it, the last first. Goes back to the
   * first access that pushes something else: what is before that one does so too.
   */
  private int findNew(Graph g, int e) {
    int count = 0;
    boolean access = false;
    boolean fence = false;
    for (int i = g.index(e) - 1; i >= middle.start(g.thread(e)); i--) {
      int a = g.event(g.thread(e), i);
      boolean half = g.isRead(a) && g.isUpdate(a);
      boolean pushes = fence || (PushGraph.isTotal(g, a) && PushGraph.isTotal(g, e));
      if (g.location(a) >= 0 && !half && pushes) {
        fresh = count == fresh.length ? Arrays.copyOf(fresh, 2 * count) : fresh;
        fresh[count++] = a;
      }
      boolean isFence = PushGraph.isFullFence(g.op(a));
      access |= g.op(a).kind().touchesMemory();
      fence |= isFence;
      if (PushGraph.isTotal(g, a) || (isFence && access)) {
        break;
      }
    }
    return count;
  }

  private void take(Graph g) {
    if (lengths.length < g.threads()) {
      lengths = new int[2 * g.threads()];
    }
    for (int t = 0; t < g.threads(); t++) {
      lengths[t] = g.length(t);
    }
    middle.take(g, lengths);
  }

  /** Puts a new source last; false if it is directly before another. */
  private boolean append(Graph g, int a) {
    int last = 0;
    for (int b = 0; b < g.size(); b++) {
      boolean elsewhere = g.thread(b) != g.thread(a);
      if (elsewhere && middle.isIn(b) && PushGraph.isBefore(g, a, b) && isSource(g, b)) {
        return false;
      }
      last = Math.max(last, g.rank(b));
    }
    g.rank(a, last + 1);
    return true;
  }

  private static boolean isSource(Graph g, int b) {
    return PushGraph.isSource(g, b, g.length(g.thread(b)));
  }
}
