package io.quiesce.explore.search.tree;

import io.quiesce.explore.graph.Editor;
import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Kind;
import java.util.Arrays;

/**
 * Which earlier reads a new write may be read by, in the way that visits every graph once.
 *
 * <p>The rule of TruSt (Kokologiannakis, Marmanis, Gladstein, Vafeiadis, POPL 2022): a write
 * revisits a read that is not in its prefix if everything that this deletes, and the read itself,
 * was added maximally: reading the newest write and writing newest, as far as what was there at the
 * time, or is in the prefix of the write, goes. Of all the graphs that differ only in what is
 * deleted exactly one is like that.
 */
final class Revisits {
  private int[] reads = new int[16];
  private int count;

  /** How many events of each thread are in the prefix of the write. */
  private int[] prefix = new int[8];

  /** Finds the reads that {@code write}, which has no place yet, may revisit; newest first. */
  int[] find(Graph g, int write) {
    count = 0;
    if (prefix.length < g.threads()) {
      prefix = new int[2 * g.threads()];
    }
    for (int t = 0; t < g.threads(); t++) {
      prefix[t] = g.clocks().get(write, Graph.PREFIX, t);
    }
    int location = g.location(write);
    for (int e = g.size() - 1; e >= 0; e--) {
      if (g.index(e) < prefix[g.thread(e)]) {
        continue;
      }
      if (!isMaximal(g, e)) {
        break;
      }
      if (g.isRead(e) && g.location(e) == location) {
        add(e);
      }
    }
    return count == 0 ? NONE : Arrays.copyOf(reads, count);
  }

  private static final int[] NONE = new int[0];

  private void add(int e) {
    if (count == reads.length) {
      reads = Arrays.copyOf(reads, 2 * count);
    }
    reads[count++] = e;
  }

  /** The number of reads, where those that may also fail spuriously count twice. */
  static int weight(Graph g, int[] reads) {
    int weight = reads.length;
    for (int r : reads) {
      weight += Editor.isWeak(g.op(r)) ? 1 : 0;
    }
    return weight;
  }

  private boolean isMaximal(Graph g, int e) {
    int source = g.isRead(e) ? g.source(e) : Graph.INITIAL;
    return (source < 0 || stays(g, source, e, prefix)) && mayBeMaximal(g, e, prefix);
  }

  /**
   * True if neither what was there before an event nor what is in a prefix, given as the number of
   * events of each thread, shows that the event was not added maximally.
   */
  static boolean mayBeMaximal(Graph g, int e, int[] prefix) {
    if (g.isRead(e)) {
      return !g.isSpurious(e) && isNewest(g, e, g.place(e), prefix);
    }
    if (g.isWrite(e)) {
      return !isReadEarlier(g, e) && isNewest(g, e, g.place(e), prefix);
    }
    return g.op(e).kind() != Kind.CHOICE || g.valueRead(e) == 0;
  }

  /** True if {@code x} was there before {@code e}, or is needed by the write. */
  private static boolean stays(Graph g, int x, int e, int[] prefix) {
    return x <= e || g.index(x) < prefix[g.thread(x)];
  }

  private static boolean isNewest(Graph g, int e, int place, int[] prefix) {
    int location = g.location(e);
    for (int p = g.top(location); p > place; p--) {
      if (stays(g, g.writeAt(location, p), e, prefix)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isReadEarlier(Graph g, int e) {
    for (int r = g.firstReader(g.location(e), e); r >= 0; r = g.nextReader(r)) {
      if (r < e) {
        return true;
      }
    }
    return false;
  }
}
