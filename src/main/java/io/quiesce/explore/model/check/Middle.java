package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;

/**
 * A graph without what the first thread does before it starts another, and after it has joined all
 * others, as the constructor and the arbiter of a test do.
 *
 * <p>These ends are in {@code vo} before and after everything else, whatever the order {@code T}
 * is. So there is always a {@code T} that has their sources of {@code push} first and last, and
 * {@code T;push} of such a {@code T} says nothing new about them: they can be left out when one is
 * looked for. A long constructor then costs nothing.
 */
final class Middle {
  private Graph graph;
  private int start;
  private int[] end = new int[0];

  /** Takes over a part of a graph, the first {@code lengths[t]} events of each thread. */
  void take(Graph g, int[] lengths) {
    graph = g;
    if (end.length < g.threads()) {
      end = new int[2 * g.threads()];
    }
    System.arraycopy(lengths, 0, end, 0, g.threads());
    start = 0;
    if (othersAreStarted()) {
      start = alone();
      end[0] = together();
    }
  }

  private boolean othersAreStarted() {
    for (int t = 1; t < graph.threads(); t++) {
      if (graph.exists(t) && graph.starter(t) < 0) {
        return false;
      }
    }
    return true;
  }

  /** How many events of the first thread come before it starts another. */
  private int alone() {
    int i = 0;
    while (i < end[0] && op(i).kind() != Kind.SPAWN) {
      i++;
    }
    return i;
  }

  /** How many events of the first thread come before it has joined all others. */
  private int together() {
    int joined = start;
    for (int t = 1; t < graph.threads(); t++) {
      joined = Math.max(joined, joining(t));
    }
    return joined;
  }

  /** How many events of the first thread come before it has joined a thread. */
  private int joining(int thread) {
    int i = start;
    while (i < end[0] && !(op(i).kind() == Kind.JOIN && op(i).thread() == thread)) {
      i++;
    }
    return Math.min(i + 1, end[0]);
  }

  private Op op(int index) {
    return graph.op(graph.event(0, index));
  }

  /** The first event of a thread that is in. */
  int start(int thread) {
    return thread == 0 ? start : 0;
  }

  /** The first event of a thread that is not in any more. */
  int end(int thread) {
    return end[thread];
  }

  /** True if the event is in. */
  boolean isIn(int e) {
    return !isEarly(e) && graph.index(e) < end[graph.thread(e)];
  }

  /** True if the event comes before what is in. */
  boolean isEarly(int e) {
    return graph.index(e) < start(graph.thread(e));
  }
}
