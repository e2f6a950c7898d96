package io.quiesce.explore.search;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Kind;

/** Decides at the end of a turn of a waiting loop whether another turn could be new. */
final class Turns {
  private final int loopBound;
  private long boundHits;

  Turns(int loopBound) {
    this.loopBound = loopBound;
  }

  void after(Graph g, int e) {
    if (g.op(e).kind() == Kind.CUT) {
      g.setBlocked(e, true);
    }
  }

  long boundHits() {
    return boundHits;
  }
}
