package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Clocks;
import io.quiesce.explore.graph.Graph;

/** Lowest places that coherence leaves to a new access, given which events are before it. */
final class Floors {
  private Floors() {}

  /** The floor if everything that a clock row of the event covers is before it. */
  static int under(Graph g, int row, int e) {
    Clocks clocks = g.clocks();
    int location = g.location(e);
    int own = g.thread(e);
    int place = newest(g, own, g.index(e), location);
    for (int t = 0; t < g.threads(); t++) {
      if (t != own) {
        place = Math.max(place, newest(g, t, clocks.get(e, row, t), location));
      }
    }
    return g.isRead(e) ? place : place + 1;
  }

  /** The floor if only the event's own thread is before it. */
  static int own(Graph g, int e) {
    int place = newest(g, g.thread(e), g.index(e), g.location(e));
    return g.isRead(e) ? place : place + 1;
  }

  /**
   * The place of the last access to a location among the first {@code count} events of a thread.
   */
  private static int newest(Graph g, int thread, int count, int location) {
    for (int i = count - 1; i >= 0; i--) {
      int x = g.event(thread, i);
      if (g.location(x) == location) {
        return g.place(x);
      }
    }
    return 0;
  }
}
