package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Kind;
import java.util.Arrays;

/**
 * The axiom of RC11 about sequentially consistent events: {@code psc} is acyclic.
 *
 * <pre>
 *  scb      = po ∪ rf ∪ co ∪ fr
 *  psc_base = ([Esc] ∪ [Fsc];hb?) ; scb ; ([Esc] ∪ hb?;[Fsc]) ∪ [Esc] ; po;hb;po ; [Esc]
 *  psc_F    = [Fsc] ; (hb ∪ hb;eco;hb) ; [Fsc]
 * </pre>
 *
 * <p>This is the form that GenMC checks. The paper has {@code po≠loc;hb;po≠loc ∪ hb|loc} in {@code
 * scb} where this has {@code po;hb;po} between sequentially consistent events, and {@code rf}; the
 * published counts are those of this form.
 */
final class ScOrder {
  private int n;
  private int words;
  private int capacity;
  private long[] hb = new long[0];
  private long[] scb = new long[0];
  private long[] po = new long[0];
  private long[] eco = new long[0];
  private long[] psc = new long[0];
  private long[] fences = new long[0];
  private long[] accesses = new long[0];
  private long[] row = new long[0];
  private long[] next = new long[0];

  /** True if the graph has too few sequentially consistent events for a cycle. */
  boolean isTrivial(Graph g) {
    int count = 0;
    for (int e = 0; e < g.size() && count < 2; e++) {
      count += Rc11Checker.isSc(g, e) ? 1 : 0;
    }
    return count < 2;
  }

  boolean isAcyclic(Graph g) {
    prepare(g);
    for (int e = 0; e < n; e++) {
      if (Rc11Checker.isSc(g, e)) {
        set(g.op(e).kind() == Kind.FENCE ? fences : accesses, 0, e);
      }
    }
    direct(g);
    throughOthers();
    for (int e = 0; e < n; e++) {
      if (has(fences, e) || has(accesses, e)) {
        psc(e);
      }
    }
    return closesWithoutCycle();
  }

  private void prepare(Graph g) {
    n = g.size();
    words = (n + 63) >> 6;
    if (n * words > capacity) {
      capacity = 2 * n * words;
      hb = new long[capacity];
      scb = new long[capacity];
      po = new long[capacity];
      eco = new long[capacity];
      psc = new long[capacity];
      fences = new long[capacity];
      accesses = new long[capacity];
      row = new long[capacity];
      next = new long[capacity];
    }
    Arrays.fill(fences, 0, words, 0);
    Arrays.fill(accesses, 0, words, 0);
  }

  private void direct(Graph g) {
    Arrays.fill(hb, 0, n * words, 0);
    Arrays.fill(scb, 0, n * words, 0);
    Arrays.fill(po, 0, n * words, 0);
    Arrays.fill(eco, 0, n * words, 0);
    Arrays.fill(psc, 0, n * words, 0);
    for (int b = 0; b < n; b++) {
      for (int a = 0; a < n; a++) {
        if (a != b) {
          pair(g, a, b);
        }
      }
    }
  }

  private void pair(Graph g, int a, int b) {
    int location = g.location(a);
    boolean sameLocation = location >= 0 && location == g.location(b);
    boolean before = g.index(a) < g.clocks().get(b, Rc11Checker.HB, g.thread(a));
    if (before) {
      set(hb, a, b);
      if (g.thread(a) == g.thread(b)) {
        set(scb, a, b);
        set(po, a, b);
      }
    }
    if (sameLocation) {
      boolean over = g.place(a) < g.place(b);
      if (over || (g.place(a) == g.place(b) && g.isWrite(a) && g.isRead(b))) {
        set(eco, a, b);
      }
      if ((over && g.isWrite(b)) || (g.isRead(b) && g.source(b) == a)) {
        set(scb, a, b);
      }
    }
  }

  /** Adds {@code po;hb;po} between sequentially consistent events. */
  private void throughOthers() {
    for (int a = 0; a < n; a++) {
      if (has(fences, a) || has(accesses, a)) {
        image(po, a, hb, row);
        compose(row, po, next);
        for (int w = 0; w < words; w++) {
          psc[a * words + w] |= next[w] & (fences[w] | accesses[w]);
        }
      }
    }
  }

  /** Computes the {@code psc} successors of one sequentially consistent event. */
  private void psc(int e) {
    boolean fence = has(fences, e);
    Arrays.fill(row, 0, words, 0);
    set(row, 0, e);
    if (fence) {
      or(row, hb, e);
    }
    compose(row, scb, next);
    compose(next, hb, row);
    for (int w = 0; w < words; w++) {
      psc[e * words + w] |= (next[w] & (accesses[w] | fences[w])) | (row[w] & fences[w]);
    }
    if (fence) {
      image(hb, e, eco, row);
      compose(row, hb, next);
      for (int w = 0; w < words; w++) {
        psc[e * words + w] |= (hb[e * words + w] | next[w]) & fences[w];
      }
    }
  }

  private boolean closesWithoutCycle() {
    for (int k = 0; k < n; k++) {
      if (!has(fences, k) && !has(accesses, k)) {
        continue;
      }
      for (int a = 0; a < n; a++) {
        if ((psc[a * words + (k >> 6)] >>> k & 1) != 0) {
          or2(a, k);
        }
      }
    }
    for (int e = 0; e < n; e++) {
      if ((psc[e * words + (e >> 6)] >>> e & 1) != 0) {
        return false;
      }
    }
    return true;
  }

  private void or2(int a, int k) {
    for (int w = 0; w < words; w++) {
      psc[a * words + w] |= psc[k * words + w];
    }
  }

  private void set(long[] relation, int a, int b) {
    relation[a * words + (b >> 6)] |= 1L << b;
  }

  private static boolean has(long[] set, int e) {
    return (set[e >> 6] >>> e & 1) != 0;
  }

  private void or(long[] set, long[] relation, int a) {
    for (int w = 0; w < words; w++) {
      set[w] |= relation[a * words + w];
    }
  }

  /** {@code to = [a];first;second}. */
  private void image(long[] first, int a, long[] second, long[] to) {
    Arrays.fill(to, 0, words, 0);
    for (int w = 0; w < words; w++) {
      for (long left = first[a * words + w]; left != 0; left &= left - 1) {
        or(to, second, (w << 6) + Long.numberOfTrailingZeros(left));
      }
    }
  }

  /** {@code to = set;relation}. */
  private void compose(long[] set, long[] relation, long[] to) {
    Arrays.fill(to, 0, words, 0);
    for (int w = 0; w < words; w++) {
      for (long left = set[w]; left != 0; left &= left - 1) {
        or(to, relation, (w << 6) + Long.numberOfTrailingZeros(left));
      }
    }
  }
}
