package io.quiesce.explore.search.execution;

import io.quiesce.explore.graph.Graph;

/**
 * A hash of a graph that does not depend on the order in which its events were found, nor on the
 * numbers that a program gives to locations: two executions have the same if and, but for chance,
 * only if they are the same.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** The hash. */
  public static long of(Graph g) {
    long sum = 0;
    for (int e = 0; e < g.size(); e++) {
      long h = mix(name(g, e), g.op(e).kind().name().hashCode());
      h = mix(h, g.isRead(e) ? name(g, g.source(e)) : g.valueRead(e));
      h = mix(h, g.isWrite(e) ? name(g, g.writeAt(g.location(e), g.place(e) - 1)) : -7);
      sum += mix(h, g.isSpurious(e) ? 1 : 0);
    }
    return sum;
  }

  /** The hash as a short name of eight digits. */
  static String id(Graph g) {
    return String.format("%08x", (int) (of(g) ^ (of(g) >>> 32)));
  }

  private static long name(Graph g, int e) {
    return e < 0 ? -1 : ((long) g.thread(e) << 32) + g.index(e);
  }

  /** The finaliser of SplitMix64 over a running value. */
  private static long mix(long seed, long value) {
    long z = (seed ^ value) + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
