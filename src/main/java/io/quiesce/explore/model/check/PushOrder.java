package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Mode;

/**
 * Looks for the total order {@code T} on the sources of {@code push}.
 *
 * <p>What is forced is drawn first: {@code T} extends {@code po ∪ rf ∪ co}; if putting {@code a}
 * before {@code b} would bring a write before an access that must not see it, then {@code b} is
 * before {@code a}. Only where neither is forced, both are tried.
 */
final class PushOrder {
  private Graph graph;
  private int n;
  private int[] unit = new int[0];
  private int[] sources = new int[0];
  private int count;
  private final BitMatrix given = new BitMatrix();
  private final BitMatrix targets = new BitMatrix();
  private final BitMatrix forbidden = new BitMatrix();
  private final BitMatrix vo = new BitMatrix();
  private final BitMatrix scratch = new BitMatrix();

  boolean exists(Graph g) {
    graph = g;
    n = g.size();
    if (unit.length < n) {
      unit = new int[2 * n];
      sources = new int[2 * n];
    }
    units();
    pushes();
    if (count < 2) {
      return true;
    }
    limits();
    visibility();
    return complete(direct());
  }

  /** A read-modify-write is one event, named by its write. */
  private void units() {
    for (int e = 0; e < n; e++) {
      boolean firstHalf = graph.isRead(e) && graph.isUpdate(e) && graph.after(e) >= 0;
      unit[e] = firstHalf ? graph.after(e) : e;
    }
  }

  private void pushes() {
    targets.reset(n, n);
    count = 0;
    for (int e = 0; e < n; e++) {
      if (unit[e] == e && graph.location(e) >= 0) {
        boolean fenced = false;
        for (int x = graph.after(e); x >= 0; x = graph.after(x)) {
          fenced |= graph.op(x).kind() == Kind.FENCE && graph.op(x).fence() == Fence.FULL;
          if (fenced || (isVolatile(e) && isVolatile(x))) {
            targets.set(e, unit[x]);
          }
        }
        if (!targets.isEmpty(e)) {
          sources[count++] = e;
        }
      }
    }
  }

  private boolean isVolatile(int e) {
    return graph.location(e) >= 0 && graph.op(e).mode() == Mode.VOLATILE;
  }

  /** For each event the writes that must not be before it in {@code vo}. */
  private void limits() {
    forbidden.reset(n, n);
    for (int i = 0; i < graph.locations(); i++) {
      int location = graph.usedLocation(i);
      for (int t = 0; t < graph.threads(); t++) {
        int limit = Integer.MAX_VALUE;
        for (int k = graph.length(t) - 1; k >= 0; k--) {
          int e = graph.event(t, k);
          boolean here = graph.location(e) == location;
          limit = here && graph.isWrite(e) ? Math.min(limit, graph.place(e)) : limit;
          forbid(unit[e], location, here ? Math.min(limit, graph.place(e)) : limit);
        }
      }
    }
  }

  private void forbid(int e, int location, int limit) {
    for (int place = graph.top(location); place > limit; place--) {
      forbidden.set(e, graph.writeAt(location, place));
    }
  }

  private void visibility() {
    given.reset(n, n);
    for (int e = 0; e < n; e++) {
      for (int x = 0; x < n; x++) {
        if (graph.lanes().has(e, JmmChecker.VO, graph.thread(x), graph.index(x))) {
          given.set(unit[e], unit[x]);
        }
      }
    }
  }

  /** {@code po ∪ rf ∪ co} between sources, by their positions in {@link #sources}. */
  private BitMatrix direct() {
    BitMatrix order = new BitMatrix();
    order.reset(count, count);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        if (i != j && isDirect(sources[i], sources[j])) {
          order.set(i, j);
        }
      }
    }
    return order;
  }

  private boolean isDirect(int a, int b) {
    boolean po = graph.thread(a) == graph.thread(b) && graph.index(a) < graph.index(b);
    boolean sameLocation = graph.location(a) == graph.location(b);
    boolean co = sameLocation && graph.isWrite(a) && graph.isWrite(b);
    int read = graph.isUpdate(b) && graph.isWrite(b) ? graph.before(b) : b;
    boolean rf = graph.isRead(read) && graph.source(read) == a;
    return po || rf || (co && graph.place(a) < graph.place(b));
  }

  /** True if some total order that extends {@code order} forbids nothing. */
  private boolean complete(BitMatrix order) {
    do {
      if (!order.close() || !see(order)) {
        return false;
      }
    } while (force(order));
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        if (!order.has(i, j) && !order.has(j, i)) {
          return with(order, i, j) || with(order, j, i);
        }
      }
    }
    return true;
  }

  private boolean with(BitMatrix order, int i, int j) {
    BitMatrix more = new BitMatrix();
    more.copy(order);
    more.set(i, j);
    return complete(more);
  }

  /** Computes {@code vo} under a partial {@code T}; false if it has what is forbidden. */
  private boolean see(BitMatrix order) {
    vo.copy(given);
    boolean changed = true;
    while (changed) {
      changed = spread(order);
      for (int e = 0; e < n; e++) {
        for (int x = vo.next(e, 0); x >= 0; x = vo.next(e, x + 1)) {
          changed |= vo.or(e, vo, x);
        }
      }
    }
    for (int e = 0; e < n; e++) {
      if (vo.intersects(e, forbidden, e)) {
        return false;
      }
    }
    return true;
  }

  /** Adds {@code T;push} and what is before its first event. */
  private boolean spread(BitMatrix order) {
    boolean changed = false;
    for (int i = 0; i < count; i++) {
      for (int j = order.next(i, 0); j >= 0; j = order.next(i, j + 1)) {
        int b = sources[j];
        for (int c = targets.next(b, 0); c >= 0; c = targets.next(b, c + 1)) {
          changed |= vo.or(c, vo, sources[i]);
          changed |= !vo.has(c, sources[i]);
          vo.set(c, sources[i]);
        }
      }
    }
    return changed;
  }

  /** Adds the pairs whose reverse would bring in something forbidden; true if there were any. */
  private boolean force(BitMatrix order) {
    scratch.reset(count + 1, n);
    for (int j = 0; j < count; j++) {
      for (int e = 0; e < n; e++) {
        if (targets.has(sources[j], e) || vo.intersects(e, targets, sources[j])) {
          scratch.or(j, forbidden, e);
        }
      }
    }
    boolean forced = false;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        if (i != j && !order.has(j, i) && wouldForbid(i, j)) {
          order.set(j, i);
          forced = true;
        }
      }
    }
    return forced;
  }

  private boolean wouldForbid(int i, int j) {
    return scratch.has(j, sources[i]) || scratch.intersects(j, vo, sources[i]);
  }
}
