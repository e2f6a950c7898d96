package io.quiesce.explore.search.tree;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.model.check.Checker;
import io.quiesce.explore.program.Kind;
import java.util.Arrays;

/**
 * Whether a graph that the model rejects can still lead to one that it accepts.
 *
 * <p>A model is monotone: more events do not help. What helps is a revisit, which deletes events;
 * and only those that were added maximally ({@link Revisits}). So for each thread that may still
 * write, and for each read that its write may revisit, this asks whether the model would accept
 * what is left:
 *
 * <ol>
 *   <li>what was added before the read,
 *   <li>the prefix of the write, that is of what its thread has done so far,
 *   <li>what was added after the read, but not maximally, with its prefix: a revisit needs it to be
 *       in the prefix of the write, which makes that prefix greater and fewer events maximal.
 * </ol>
 *
 * <p>The answer errs on the side of yes, so nothing is lost by following it. In a model that can
 * always be extended it is no whenever the graph is rejected.
 */
final class Prospects {
  private final Checker checker;

  /** How many events of each thread are in the prefix of the write to come. */
  private int[] prefix = new int[8];

  private int[] kept = new int[8];

  Prospects(Checker checker) {
    this.checker = checker;
  }

  /** True unless every graph reached from here is inconsistent. */
  boolean any(Graph g) {
    if (prefix.length < g.threads()) {
      prefix = new int[2 * g.threads()];
      kept = new int[2 * g.threads()];
    }
    for (int t = 0; t < g.threads(); t++) {
      if (g.exists(t) && mayWrite(g, t) && any(g, t)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayWrite(Graph g, int t) {
    int last = g.last(t);
    return last < 0 || !(g.isBlocked(last) || g.op(last).kind() == Kind.END);
  }

  /** The same for writes of one thread; goes back in time, so that the prefix only grows. */
  private boolean any(Graph g, int thread) {
    Arrays.fill(prefix, 0, g.threads(), 0);
    int last = g.last(thread) >= 0 ? g.last(thread) : g.starter(thread);
    if (last >= 0) {
      add(g, last, prefix);
    }
    int oldest = -1;
    for (int e = g.size() - 1; e >= 0; e--) {
      if (isIn(g, e, prefix)) {
        continue;
      }
      if (Revisits.mayBeMaximal(g, e, prefix)) {
        oldest = g.isRead(e) ? e : oldest;
      } else if (oldest >= 0 && leaves(g, oldest)) {
        return true;
      } else {
        oldest = -1;
        grow(g, e);
      }
    }
    return oldest >= 0 && leaves(g, oldest);
  }

  /** Puts an event into the prefix, and the later ones that are not maximal then. */
  private void grow(Graph g, int e) {
    add(g, e, prefix);
    for (int x = g.size() - 1; x > e; x--) {
      if (!isIn(g, x, prefix) && !Revisits.mayBeMaximal(g, x, prefix)) {
        add(g, x, prefix);
        x = g.size();
      }
    }
  }

  /** True if the model accepts what a revisit of the read leaves. */
  private boolean leaves(Graph g, int read) {
    System.arraycopy(prefix, 0, kept, 0, g.threads());
    for (int e = 0; e < read; e++) {
      add(g, e, kept);
    }
    return checker.accepts(g, kept);
  }

  private static boolean isIn(Graph g, int e, int[] part) {
    return g.index(e) < part[g.thread(e)];
  }

  /** Adds an event and its prefix to a part. */
  private static void add(Graph g, int e, int[] part) {
    for (int t = 0; t < g.threads(); t++) {
      part[t] = Math.max(part[t], g.clocks().get(e, Graph.PREFIX, t));
    }
  }
}
