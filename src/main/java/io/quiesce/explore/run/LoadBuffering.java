package io.quiesce.explore.run;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Mode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Looks for threads that could form a cycle of program order and reads-from with a plain access in
 * it. Such executions are legal Java and are not explored, so a verdict has to say that they may
 * exist. May say so of a program whose synchronisation forbids them.
 */
final class LoadBuffering {
  /** Pairs of a read and a later write that are looked at; executions repeat what came before. */
  private static final long LOOKED_AT = 2_000_000;

  private final int actors;
  private final Set<Edge> edges = new HashSet<>();

  /** The edges by what they read. */
  private final Map<Integer, Set<Edge>> reading = new HashMap<>();

  private final Set<Integer> threads = new HashSet<>();
  private long looked;

  /** A thread reads one location and later writes another. */
  private record Edge(int thread, int read, int written, boolean plain) {}

  LoadBuffering(int actors) {
    this.actors = actors;
  }

  /** Takes the accesses of one of the first executions into account. */
  synchronized void add(Graph g) {
    if (looked < LOOKED_AT) {
      for (int t = 0; t < g.threads(); t++) {
        if (t != actors && g.exists(t)) {
          add(g, t);
        }
      }
    }
  }

  private void add(Graph g, int thread) {
    Map<Integer, Boolean> reads = new HashMap<>();
    for (int i = 0; i < g.length(thread); i++) {
      int e = g.event(thread, i);
      boolean plain = g.op(e).mode() == Mode.PLAIN;
      if (g.isRead(e)) {
        reads.merge(g.location(e), plain, Boolean::logicalOr);
      }
      if (g.isWrite(e)) {
        int written = g.location(e);
        reads.forEach(
            (read, weak) -> {
              if (read != written) {
                add(new Edge(thread, read, written, weak || plain));
              }
            });
        looked += reads.size();
      }
    }
  }

  private void add(Edge edge) {
    if (edges.add(edge)) {
      threads.add(edge.thread());
      reading.computeIfAbsent(edge.read(), location -> new HashSet<>()).add(edge);
    }
  }

  /** Whether two threads read what the other writes afterwards, with a plain access among them. */
  synchronized boolean isPossible() {
    for (Edge first : edges) {
      if (first.plain() && reaches(first, first.written(), Set.of(first.thread()))) {
        return true;
      }
    }
    return false;
  }

  private boolean reaches(Edge goal, int location, Set<Integer> used) {
    for (Edge edge : reading.getOrDefault(location, Set.of())) {
      if (used.contains(edge.thread())) {
        continue;
      }
      if (edge.written() == goal.read()) {
        return true;
      }
      if (used.size() + 1 < threads.size()) {
        Set<Integer> more = new HashSet<>(used);
        more.add(edge.thread());
        if (reaches(goal, edge.written(), more)) {
          return true;
        }
      }
    }
    return false;
  }
}
