package io.quiesce.hunt.minimise;

import io.quiesce.explore.graph.Graph;

/**
 * Whether an execution could have been one in which the actors took turns, each running from its
 * beginning to its end: who fails even so is wrong without any concurrency.
 *
 * <p>One actor must come before another if the other sees or overwrites what it wrote, or if it
 * does not yet see what the other writes. Turns are possible where that is no circle.
 */
final class Turns {
  private final Graph graph;
  private final int actors;
  private final boolean[][] before;

  private Turns(Graph graph, int actors) {
    this.graph = graph;
    this.actors = actors;
    this.before = new boolean[actors][actors];
  }

  /**
   * Whether it could.
   *
   * @param actors threads below this number are actors; what they start counts as theirs, and the
   *     arbiter comes after all of them anyhow
   */
  static boolean explain(Graph graph, int actors) {
    Turns turns = new Turns(graph, actors);
    for (int e = 0; e < graph.size(); e++) {
      turns.add(e);
    }
    return !turns.hasCircle();
  }

  private void add(int e) {
    if (graph.isRead(e)) {
      order(graph.source(e), e);
    }
    if ((graph.isRead(e) || graph.isWrite(e)) && graph.place(e) < graph.top(graph.location(e))) {
      // of a read, the write that it does not see; of a write, the one that overwrites it
      order(e, graph.writeAt(graph.location(e), graph.place(e) + 1));
    }
  }

  private void order(int first, int second) {
    int one = first < 0 ? -1 : actor(graph.thread(first));
    int other = actor(graph.thread(second));
    if (one >= 0 && other >= 0 && one != other) {
      before[one][other] = true;
    }
  }

  /** The actor that a thread belongs to, or -1 for the arbiter. */
  private int actor(int thread) {
    int at = thread;
    while (at >= actors && graph.starter(at) >= 0) {
      at = graph.thread(graph.starter(at));
    }
    return at < actors ? at : -1;
  }

  private boolean hasCircle() {
    for (int via = 0; via < actors; via++) {
      for (int from = 0; from < actors; from++) {
        for (int to = 0; to < actors; to++) {
          before[from][to] |= before[from][via] && before[via][to];
        }
      }
    }
    for (int actor = 0; actor < actors; actor++) {
      if (before[actor][actor]) {
        return true;
      }
    }
    return false;
  }
}
