package io.quiesce.explore.search.execution;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Kind;

/**
 * An execution as the choices that lead to it, one for each event in an order that the execution
 * allows.
 *
 * <p>As text: a capital letter (or {@code {n}} from 26 on) says which thread goes on; then one sign
 * for each of its events: {@code .} for the newest write or the newest place, a digit or {@code
 * (n)} for the n-th before that, {@code ~} in front for a spurious failure; a choice is its number.
 */
public record Recording(String text) {

  /** Writes down an execution. */
  static Recording of(Graph g) {
    StringBuilder text = new StringBuilder();
    boolean[] done = new boolean[g.size()];
    int[] at = new int[g.threads()];
    int current = -1;
    for (int left = g.size(); left > 0; left--) {
      int thread = current >= 0 && isReady(g, current, at, done) ? current : first(g, at, done);
      if (thread != current) {
        text.append(thread < 26 ? String.valueOf((char) ('A' + thread)) : "{" + thread + "}");
        current = thread;
      }
      int e = g.event(thread, at[thread]++);
      write(g, e, done, text);
      done[e] = true;
    }
    return new Recording(text.toString());
  }

  private static int first(Graph g, int[] at, boolean[] done) {
    for (int t = 0; t < g.threads(); t++) {
      if (isReady(g, t, at, done)) {
        return t;
      }
    }
    throw new IllegalStateException("the graph has a cycle in po ∪ rf");
  }

  private static boolean isReady(Graph g, int thread, int[] at, boolean[] done) {
    if (at[thread] == g.length(thread)) {
      return false;
    }
    int e = g.event(thread, at[thread]);
    int needed = -1;
    if (g.isRead(e)) {
      needed = g.source(e);
    } else if (g.op(e).kind() == Kind.BEGIN) {
      needed = g.starter(thread);
    } else if (g.op(e).kind() == Kind.JOIN) {
      needed = g.last(g.op(e).thread());
    }
    return needed < 0 || done[needed];
  }

  private static void write(Graph g, int e, boolean[] done, StringBuilder text) {
    if (g.isSpurious(e)) {
      text.append('~');
    }
    long number = g.op(e).kind() == Kind.CHOICE ? g.valueRead(e) : 0;
    if (g.isRead(e) || g.isWrite(e)) {
      for (int p = g.top(g.location(e)); p > g.place(e); p--) {
        number += done[g.writeAt(g.location(e), p)] ? 1 : 0;
      }
    }
    text.append(number == 0 ? "." : number < 10 ? String.valueOf(number) : "(" + number + ")");
  }

  @Override
  public String toString() {
    return text;
  }
}
