package io.quiesce.explore.brute;

import static io.quiesce.explore.brute.Matrix.acyclic;
import static io.quiesce.explore.brute.Matrix.back;
import static io.quiesce.explore.brute.Matrix.irreflexive;
import static io.quiesce.explore.brute.Matrix.maybe;
import static io.quiesce.explore.brute.Matrix.or;
import static io.quiesce.explore.brute.Matrix.plus;
import static io.quiesce.explore.brute.Matrix.seq;

import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The axioms of the four models over one graph; a read-modify-write is one event. */
final class BruteAxioms {
  private final List<BruteEvent> events = new ArrayList<>();
  private final List<Integer> initials;
  private final BruteGraph graph;
  private final int n;
  private final boolean[][] po;
  private final boolean[][] rf;
  private final boolean[][] co;
  private final boolean[][] fr;
  private final boolean[][] poLoc;

  BruteAxioms(BruteGraph graph) {
    this.graph = graph;
    graph.threads().forEach(events::addAll);
    this.initials =
        events.stream().map(e -> e.op().location()).filter(l -> l >= 0).distinct().toList();
    this.n = events.size() + initials.size();
    this.po =
        Matrix.of(
            n,
            (a, b) ->
                real(a)
                    && real(b)
                    && ev(a).thread() == ev(b).thread()
                    && ev(a).index() < ev(b).index());
    this.rf =
        Matrix.of(
            n,
            (a, b) ->
                real(b)
                    && ev(b).reads()
                    && location(a) == location(b)
                    && ev(b).source().equals(name(a)));
    this.co =
        Matrix.of(
            n,
            (a, b) -> writes(a) && writes(b) && location(a) == location(b) && place(a) < place(b));
    boolean[][] over = seq(back(rf), co);
    this.fr = Matrix.of(n, (a, b) -> a != b && over[a][b]);
    this.poLoc = Matrix.of(n, (a, b) -> po[a][b] && location(a) >= 0 && location(a) == location(b));
  }

  private boolean real(int e) {
    return e < events.size();
  }

  private BruteEvent ev(int e) {
    return events.get(e);
  }

  private String name(int e) {
    return real(e) ? ev(e).name() : "init";
  }

  private int location(int e) {
    return real(e) ? ev(e).op().location() : initials.get(e - events.size());
  }

  private boolean writes(int e) {
    return !real(e) || ev(e).writes();
  }

  private int place(int e) {
    return real(e) ? graph.writes(location(e)).indexOf(name(e)) : -1;
  }

  private boolean[][] set(Predicate<BruteEvent> p) {
    return Matrix.of(n, (a, b) -> a == b && real(a) && p.test(ev(a)));
  }

  boolean allows(Model model) {
    return switch (model) {
      case SC -> acyclic(po, rf, co, fr);
      case TSO -> tso();
      case RC11 -> rc11();
      case JMM -> jmm();
    };
  }

  private boolean tso() {
    boolean[][] kept =
        Matrix.of(
            n,
            (a, b) -> {
              if (!po[a][b]) {
                return false;
              }
              boolean overtakes =
                  ev(a).writes() && !ev(a).reads() && ev(b).reads() && !ev(b).writes();
              return !overtakes || (ev(a).isVolatile() && ev(b).isVolatile());
            });
    boolean[][] external = Matrix.of(n, (a, b) -> rf[a][b] && !po[a][b]);
    return acyclic(poLoc, rf, co, fr) && acyclic(kept, external, co, fr);
  }

  private boolean rc11() {
    boolean[][] update = set(BruteEvent::updates);
    boolean[][] relFence = set(e -> e.isFence(Fence.FULL, Fence.RELEASE));
    boolean[][] acqFence = set(e -> e.isFence(Fence.FULL, Fence.ACQUIRE));
    boolean[][] from =
        or(
            set(e -> e.writes() && e.op().mode().releases()),
            seq(relFence, po, set(BruteEvent::writes)));
    boolean[][] to =
        or(
            set(e -> e.reads() && e.op().mode().acquires()),
            seq(set(BruteEvent::reads), po, acqFence));
    boolean[][] chain = maybe(plus(seq(rf, update)));
    boolean[][] hb = plus(or(po, seq(from, chain, rf, to)));
    boolean[][] eco = plus(or(rf, co, fr));
    boolean[][] f = set(e -> e.isFence(Fence.FULL));
    boolean[][] sc = set(e -> e.isFence(Fence.FULL) || e.isVolatile());
    boolean[][] step = or(po, update);
    boolean[][] psc =
        or(
            seq(sc, or(sc, seq(f, hb)), or(po, rf, co, fr), or(sc, seq(hb, f)), sc),
            seq(sc, step, hb, step, sc),
            seq(f, hb, f),
            seq(f, hb, eco, hb, f));
    return irreflexive(hb) && irreflexive(seq(hb, eco)) && acyclic(psc);
  }

  private boolean jmm() {
    boolean[][] rel = set(e -> e.writes() && e.op().mode().releases());
    boolean[][] acq = set(e -> e.reads() && e.op().mode().acquires());
    boolean[][] v = set(BruteEvent::isVolatile);
    boolean[][] full = set(e -> e.isFence(Fence.FULL));
    boolean[][] relFence = set(e -> e.isFence(Fence.FULL, Fence.RELEASE));
    boolean[][] acqFence = set(e -> e.isFence(Fence.FULL, Fence.ACQUIRE));
    boolean[][] w = set(BruteEvent::writes);
    boolean[][] r = set(BruteEvent::reads);
    boolean[][] push = or(seq(po, full, po), seq(v, po, v));
    boolean[][] into =
        or(seq(po, rel), seq(acq, po), seq(po, relFence, po, w), seq(r, po, acqFence, po), push);
    List<Integer> sources = new ArrayList<>();
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        if (push[a][b] && !sources.contains(a)) {
          sources.add(a);
        }
      }
    }
    return anyOrder(new ArrayList<>(), sources, push, or(into, rf));
  }

  /** Tries the orders of the sources one after the other. */
  private boolean anyOrder(
      List<Integer> order, List<Integer> sources, boolean[][] push, boolean[][] base) {
    if (order.size() == sources.size()) {
      boolean[][] t =
          Matrix.of(
              n,
              (a, b) ->
                  order.contains(a) && order.contains(b) && order.indexOf(a) < order.indexOf(b));
      return coherent(or(plus(or(base, seq(t, push))), poLoc));
    }
    boolean[][] direct = or(po, rf, co);
    for (int next : sources) {
      boolean free =
          !order.contains(next)
              && sources.stream().allMatch(a -> order.contains(a) || !direct[a][next]);
      if (free) {
        order.add(next);
        boolean found = anyOrder(order, sources, push, base);
        order.remove(order.size() - 1);
        if (found) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean coherent(boolean[][] vo) {
    boolean[][] opaque = set(e -> e.op().location() >= 0 && e.op().mode().atLeastOpaque());
    boolean[][] forced =
        or(vo, seq(vo, back(rf)), seq(vo, po), seq(rf, opaque, po, opaque, back(rf)));
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        boolean pair = a != b && writes(a) && writes(b) && location(a) == location(b);
        if (pair && forced[a][b] && !co[a][b]) {
          return false;
        }
      }
    }
    return true;
  }
}
