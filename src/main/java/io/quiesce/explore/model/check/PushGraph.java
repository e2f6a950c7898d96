package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;

/**
 * What {@link PushOrder} has to know of a graph, or of a part of it that is closed under {@code po
 * ∪ rf}.
 *
 * <p>Events are renumbered: those of the first thread, then those of the second, and so on. A
 * read-modify-write is one event, named by its write.
 */
final class PushGraph {
  private Graph graph;
  private int[] lengths;
  private int[] offset = new int[0];
  private int[] event = new int[0];
  private int[] sources = new int[0];
  private int[] halves = new int[0];
  private int halfCount;
  private int n;
  private int count;
  private final BitMatrix given = new BitMatrix();
  private final BitMatrix targets = new BitMatrix();
  private final BitMatrix forbidden = new BitMatrix();
  private final BitMatrix later = new BitMatrix();

  /** Takes over a part of a graph; false if it has too few sources for an order to matter. */
  boolean take(Graph g, int[] newLengths) {
    graph = g;
    lengths = newLengths;
    number();
    findSources();
    if (count < 2) {
      return false;
    }
    findForbidden();
    findGiven();
    return true;
  }

  private void number() {
    if (offset.length < graph.threads()) {
      offset = new int[2 * graph.threads()];
    }
    if (event.length < graph.size()) {
      event = new int[2 * graph.size()];
      sources = new int[2 * graph.size()];
      halves = new int[2 * graph.size()];
    }
    n = 0;
    halfCount = 0;
    for (int t = 0; t < graph.threads(); t++) {
      offset[t] = n;
      for (int i = 0; i < lengths[t]; i++) {
        int e = graph.event(t, i);
        event[n] = e;
        if (graph.isRead(e) && graph.isUpdate(e) && i + 1 < lengths[t]) {
          halves[halfCount++] = n;
        }
        n++;
      }
    }
  }

  /** The number of an event, which for the first half of a read-modify-write is the second. */
  private int unit(int e) {
    int thread = graph.thread(e);
    boolean half =
        graph.isRead(e) && graph.isUpdate(e) && graph.index(e) + 1 < lengths[graph.thread(e)];
    return offset[thread] + graph.index(e) + (half ? 1 : 0);
  }

  private boolean isIn(int e) {
    return graph.index(e) < lengths[graph.thread(e)];
  }

  private void findSources() {
    targets.reset(n, n);
    count = 0;
    for (int t = 0; t < graph.threads(); t++) {
      int fence = -1;
      for (int i = lengths[t] - 1; i >= 0; i--) {
        int e = graph.event(t, i);
        fence = isFullFence(graph.op(e)) ? i : fence;
        if (graph.location(e) >= 0 && unit(e) == offset[t] + i) {
          findTargets(t, i, fence);
        }
      }
    }
  }

  static boolean isFullFence(Op op) {
    return op.kind() == Kind.FENCE && op.fence() == Fence.FULL;
  }

  /** What an access pushes: everything after a full fence, and volatiles if it is one. */
  private void findTargets(int thread, int index, int fence) {
    boolean found = false;
    boolean isVolatile = isVolatile(graph.event(thread, index));
    for (int i = index + 1; i < lengths[thread]; i++) {
      int x = graph.event(thread, i);
      boolean fenced = fence >= 0 && i > fence && graph.op(x).kind().touchesMemory();
      if (fenced || (isVolatile && isVolatile(x))) {
        targets.set(count, unit(x));
        found = true;
      }
    }
    if (found) {
      sources[count++] = offset[thread] + index;
    }
  }

  private boolean isVolatile(int e) {
    return graph.location(e) >= 0 && graph.op(e).mode().isTotal();
  }

  /** For each event the writes that must not be before it in {@code vo}. */
  private void findForbidden() {
    findLater();
    forbidden.reset(n, n);
    for (int t = 0; t < graph.threads(); t++) {
      int after = -1;
      for (int i = lengths[t] - 1; i >= 0; i--) {
        int e = graph.event(t, i);
        int number = unit(e);
        if (after >= 0 && after != number) {
          forbidden.or(number, forbidden, after);
        }
        if (graph.isWrite(e)) {
          forbidden.or(number, later, number);
        }
        after = number;
      }
    }
    for (int k = 0; k < n; k++) {
      int e = event[k];
      if (graph.isRead(e) && graph.source(e) >= 0) {
        forbidden.or(unit(e), later, unit(graph.source(e)));
      }
    }
    for (int i = 0; i < graph.locations(); i++) {
      int reader = graph.firstReader(graph.usedLocation(i), Graph.INITIAL);
      for (int r = reader; r >= 0; r = graph.nextReader(r)) {
        if (isIn(r)) {
          forbidden.or(unit(r), later, n + i);
        }
      }
    }
  }

  /** For each write, and at {@code n + i} for the i-th initial one, the later writes. */
  private void findLater() {
    later.reset(n + graph.locations(), n);
    for (int i = 0; i < graph.locations(); i++) {
      int location = graph.usedLocation(i);
      int newer = -1;
      for (int place = graph.top(location); place >= 0; place--) {
        int write = graph.writeAt(location, place);
        if (write < 0 || isIn(write)) {
          int row = write < 0 ? n + i : unit(write);
          if (newer >= 0) {
            later.or(row, later, newer);
            later.set(row, newer);
          }
          newer = row;
        }
      }
    }
  }

  /** {@code vo} as far as it does not depend on the order. */
  private void findGiven() {
    given.reset(n, n);
    for (int k = 0; k < n; k++) {
      for (int t = 0; t < graph.threads(); t++) {
        for (int w = 0; w << 6 < lengths[t]; w++) {
          long bits = graph.lanes().word(event[k], JmmChecker.VO, t, w);
          given.put(unit(event[k]), offset[t] + (w << 6), bits);
        }
      }
    }
    for (int h = 0; h < halfCount; h++) {
      for (int k = 0; k < n; k++) {
        if (given.has(k, halves[h])) {
          given.set(k, halves[h] + 1);
        }
      }
    }
  }

  /** True if {@code po}, {@code rf} or {@code co} has the pair of sources. */
  boolean isDirect(int i, int j) {
    int a = event[sources[i]];
    int b = event[sources[j]];
    boolean po = graph.thread(a) == graph.thread(b) && graph.index(a) < graph.index(b);
    boolean sameLocation = graph.location(a) == graph.location(b);
    boolean co = sameLocation && graph.isWrite(a) && graph.isWrite(b);
    int read = graph.isUpdate(b) && graph.isWrite(b) ? graph.before(b) : b;
    boolean rf = graph.isRead(read) && graph.source(read) == a;
    return po || rf || (co && graph.place(a) < graph.place(b));
  }

  /** The number of events; the first halves of read-modify-writes count, but mean nothing. */
  int size() {
    return n;
  }

  /** The number of sources. */
  int sources() {
    return count;
  }

  /** The number of a source as an event here. */
  int source(int i) {
    return sources[i];
  }

  /** The number of a source in the graph. */
  int event(int i) {
    return event[sources[i]];
  }

  /** For each source what it pushes. */
  BitMatrix targets() {
    return targets;
  }

  /** For each event the writes that must not be before it in {@code vo}. */
  BitMatrix forbidden() {
    return forbidden;
  }

  /** {@code vo} as far as it does not depend on the order. */
  BitMatrix given() {
    return given;
  }
}
