package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;

/**
 * Looks for the total order {@code T} on the sources of {@code push}.
 *
 * <p>What is forced is drawn first: {@code T} extends {@code po ∪ rf ∪ co}; if putting {@code a}
 * before {@code b} would bring a write before an access that must not see it, then {@code b} is
 * before {@code a}. Only where neither is forced, both are tried, the order in which the graph was
 * made before others.
 */
final class PushOrder {
  private final PushGraph x = new PushGraph();
  private final BitMatrix vo = new BitMatrix();

  /** For each source the events that what is before it in {@code T} is before in {@code vo}. */
  private final BitMatrix reached = new BitMatrix();

  /** For each source what must not be before it in {@code T}, as the writes that would show it. */
  private final BitMatrix barred = new BitMatrix();

  /** What is before the source at hand in {@code T}, and what is before that in {@code vo}. */
  private final BitMatrix earlier = new BitMatrix();

  private final BitMatrix order = new BitMatrix();
  private final BitMatrix total = new BitMatrix();

  /** Whether {@link #order} or {@link #total} was found last. */
  private BitMatrix found = order;

  /** True if there is an order for the first {@code lengths[t]} events of each thread. */
  boolean exists(Graph g, int[] lengths) {
    if (!x.take(g, lengths)) {
      return true;
    }
    order.reset(x.sources(), x.sources());
    for (int i = 0; i < x.sources(); i++) {
      for (int j = 0; j < x.sources(); j++) {
        if (i != j && x.isDirect(i, j)) {
          order.set(i, j);
        }
      }
    }
    return complete(order);
  }

  /** Ranks the sources of the graph by the order that was found last. */
  void rank(Graph g) {
    for (int i = 0; i < x.sources(); i++) {
      int before = 1;
      for (int j = 0; j < x.sources(); j++) {
        before += j != i && found.has(j, i) ? 1 : 0;
      }
      g.rank(x.event(i), before);
    }
  }

  /** True if some total order that extends {@code partial} forbids nothing. */
  private boolean complete(BitMatrix partial) {
    do {
      if (!partial.close() || !see(partial)) {
        return false;
      }
    } while (force(partial));
    found = hasGap(partial) ? total : partial;
    return found == partial || asMade(partial) || divided(partial);
  }

  private boolean hasGap(BitMatrix partial) {
    for (int i = 0; i < x.sources(); i++) {
      if (gap(partial, i) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** A source that is not ordered with a source, or -1. */
  private int gap(BitMatrix partial, int i) {
    for (int j = i + 1; j < x.sources(); j++) {
      if (!partial.has(i, j) && !partial.has(j, i)) {
        return j;
      }
    }
    return -1;
  }

  /** Tries the total order that adds sources as early as the graph did. */
  private boolean asMade(BitMatrix partial) {
    total.reset(x.sources(), x.sources());
    for (int placed = 0; placed < x.sources(); placed++) {
      int next = -1;
      for (int i = 0; i < x.sources(); i++) {
        boolean free = !total.has(i, i) && isFirst(partial, i);
        next = free && (next < 0 || x.event(i) < x.event(next)) ? i : next;
      }
      for (int i = 0; i < x.sources(); i++) {
        if (!total.has(i, i)) {
          total.set(next, i);
        }
      }
    }
    return see(total);
  }

  /** True if all that is before a source has been placed; what is placed is before itself. */
  private boolean isFirst(BitMatrix partial, int source) {
    for (int i = 0; i < x.sources(); i++) {
      if (partial.has(i, source) && !total.has(i, i)) {
        return false;
      }
    }
    return true;
  }

  private boolean divided(BitMatrix partial) {
    for (int i = 0; i < x.sources(); i++) {
      int j = gap(partial, i);
      if (j >= 0) {
        return with(partial, i, j) || with(partial, j, i);
      }
    }
    return true;
  }

  private boolean with(BitMatrix partial, int i, int j) {
    BitMatrix more = new BitMatrix();
    more.copy(partial);
    more.set(i, j);
    return complete(more);
  }

  /** Computes {@code vo} under a partial {@code T}; false if it has what is forbidden. */
  private boolean see(BitMatrix partial) {
    vo.copy(x.given());
    reached.reset(x.sources(), x.size());
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int j = 0; j < x.sources(); j++) {
        changed |= spread(partial, j);
      }
    }
    for (int e = 0; e < x.size(); e++) {
      if (vo.intersects(e, x.forbidden(), e)) {
        return false;
      }
    }
    return true;
  }

  /** Puts what is before a source in {@code T} before what the source pushes. */
  private boolean spread(BitMatrix partial, int j) {
    for (int e = 0; e < x.size(); e++) {
      if (x.targets().has(j, e) || vo.intersects(e, x.targets(), j)) {
        reached.set(j, e);
      }
    }
    earlier.reset(1, x.size());
    for (int i = 0; i < x.sources(); i++) {
      if (partial.has(i, j)) {
        earlier.set(0, x.source(i));
        earlier.or(0, vo, x.source(i));
      }
    }
    boolean changed = false;
    for (int e = reached.next(j, 0); e >= 0; e = reached.next(j, e + 1)) {
      changed |= vo.or(e, earlier, 0);
    }
    return changed;
  }

  /** Adds the pairs whose reverse would bring in something forbidden; true if there were any. */
  private boolean force(BitMatrix partial) {
    barred.reset(x.sources(), x.size());
    for (int j = 0; j < x.sources(); j++) {
      for (int e = reached.next(j, 0); e >= 0; e = reached.next(j, e + 1)) {
        barred.or(j, x.forbidden(), e);
      }
    }
    boolean forced = false;
    for (int i = 0; i < x.sources(); i++) {
      int a = x.source(i);
      for (int j = 0; j < x.sources(); j++) {
        boolean wrong = barred.has(j, a) || barred.intersects(j, vo, a);
        if (i != j && wrong && !partial.has(j, i)) {
          partial.set(j, i);
          forced = true;
        }
      }
    }
    return forced;
  }
}
