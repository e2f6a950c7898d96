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
 *
 * <p>Only the {@link Middle} of the graph is looked at.
 */
final class PushGraph {
  private Graph graph;
  private final Middle middle = new Middle();
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
    middle.take(g, newLengths);
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
      offset[t] = n - middle.start(t);
      for (int i = middle.start(t); i < middle.end(t); i++) {
        int e = graph.event(t, i);
        event[n] = e;
        if (graph.isRead(e) && graph.isUpdate(e) && i + 1 < middle.end(t)) {
          halves[halfCount++] = n;
        }
        n++;
      }
    }
  }

  /** The number of an event, which for the first half of a read-modify-write is the second. */
  private int unit(int e) {
    int thread = graph.thread(e);
    boolean half = graph.isRead(e) && graph.isUpdate(e) && graph.index(e) + 1 < middle.end(thread);
    return offset[thread] + graph.index(e) + (half ? 1 : 0);
  }

  private void findSources() {
    targets.reset(n, n);
    count = 0;
    for (int t = 0; t < graph.threads(); t++) {
      int fence = -1;
      for (int i = middle.end(t) - 1; i >= middle.start(t); i--) {
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
    boolean isVolatile = isTotal(graph, graph.event(thread, index));
    for (int i = index + 1; i < middle.end(thread); i++) {
      int x = graph.event(thread, i);
      boolean fenced = fence >= 0 && i > fence && graph.op(x).kind().touchesMemory();
      if (fenced || (isVolatile && isTotal(graph, x))) {
        targets.set(count, unit(x));
        found = true;
      }
    }
    if (found) {
      sources[count++] = offset[thread] + index;
    }
  }

  /** For each event the writes that must not be before it in {@code vo}. */
  private void findForbidden() {
    findLater();
    forbidden.reset(n, n);
    for (int t = 0; t < graph.threads(); t++) {
      int after = -1;
      for (int i = middle.end(t) - 1; i >= middle.start(t); i--) {
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
      if (graph.isRead(e) && graph.source(e) >= 0 && middle.isIn(graph.source(e))) {
        forbidden.or(unit(e), later, unit(graph.source(e)));
      }
    }
    for (int i = 0; i < graph.locations(); i++) {
      int location = graph.usedLocation(i);
      for (int place = 0; place <= graph.top(location); place++) {
        int write = graph.writeAt(location, place);
        if (write >= 0 && !middle.isEarly(write)) {
          break;
        }
        forbid(graph.firstReader(location, write), n + i);
      }
    }
  }

  private void forbid(int firstReader, int row) {
    for (int r = firstReader; r >= 0; r = graph.nextReader(r)) {
      if (middle.isIn(r)) {
        forbidden.or(unit(r), later, row);
      }
    }
  }

  /**
   * For each write the later writes, and at {@code n + i} all those of the i-th location: what is
   * later than the initial one and than those that are left out.
   */
  private void findLater() {
    later.reset(n + graph.locations(), n);
    for (int i = 0; i < graph.locations(); i++) {
      int location = graph.usedLocation(i);
      int newer = -1;
      for (int place = graph.top(location); place >= 0; place--) {
        int write = graph.writeAt(location, place);
        if (place == 0 || middle.isIn(write)) {
          int row = place == 0 ? n + i : unit(write);
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
        for (int w = middle.start(t) >> 6; w << 6 < middle.end(t); w++) {
          long bits = graph.lanes().word(event[k], JmmChecker.VO, t, w);
          int early = Math.max(0, middle.start(t) - (w << 6));
          given.put(unit(event[k]), offset[t] + (w << 6) + early, bits >>> early);
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
    return isBefore(graph, event[sources[i]], event[sources[j]]);
  }

  /** True if {@code po}, {@code rf} or {@code co} has the pair of accesses. */
  static boolean isBefore(Graph g, int a, int b) {
    boolean po = g.thread(a) == g.thread(b) && g.index(a) < g.index(b);
    boolean sameLocation = g.location(a) == g.location(b);
    boolean co = sameLocation && g.isWrite(a) && g.isWrite(b);
    int read = g.isUpdate(b) && g.isWrite(b) ? g.before(b) : b;
    boolean rf = g.isRead(read) && g.source(read) == a;
    return po || rf || (co && g.place(a) < g.place(b));
  }

  /** True if the access pushes something among the first {@code length} events of its thread. */
  static boolean isSource(Graph g, int a, int length) {
    int thread = g.thread(a);
    int next = g.index(a) + 1;
    boolean half = g.isRead(a) && g.isUpdate(a) && next < length;
    if (g.location(a) < 0 || half) {
      return false;
    }
    boolean fenced = false;
    for (int i = next; i < length; i++) {
      Op op = g.op(g.event(thread, i));
      if ((fenced && op.kind().touchesMemory())
          || (isTotal(g, a) && isTotal(g, g.event(thread, i)))) {
        return true;
      }
      fenced |= isFullFence(op);
    }
    return false;
  }

  /** True if the event is an access in the total order of volatile accesses. */
  static boolean isTotal(Graph g, int e) {
    return g.location(e) >= 0 && g.op(e).mode().isTotal();
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
