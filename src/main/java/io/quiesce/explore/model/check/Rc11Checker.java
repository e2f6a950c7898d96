package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Clocks;
import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Kind;

/**
 * RC11 (Lahav, Vafeiadis, Kang, Hur, Dreyer, PLDI 2017), with plain and opaque as relaxed and
 * volatile as sequentially consistent.
 *
 * <p>Coherence is a floor under the happens-before clock of the new event, which nothing later can
 * raise. Only the order of the sequentially consistent events needs a look at the whole graph.
 */
public final class Rc11Checker implements Checker {
  /** Clock row: happens-before, the event included. */
  static final int HB = 1;

  /** Clock row of a write: what an acquire read of it learns. */
  static final int MESSAGE = 2;

  /** Clock row: what a later acquire fence of the thread learns. */
  static final int READ_SO_FAR = 3;

  /** Clock row: what a later relaxed write of the thread passes on, by the last release fence. */
  static final int FENCED = 4;

  private final ScOrder order = new ScOrder();
  private final ScChecker sc = new ScChecker();

  /** Creates a checker. */
  public Rc11Checker() {}

  @Override
  public int clockRows() {
    return 4;
  }

  @Override
  public int laneRows() {
    return 0;
  }

  @Override
  public void begin(Graph g, int e) {
    Clocks c = g.clocks();
    int before = g.before(e);
    if (before < 0) {
      c.clear(e, HB);
      c.clear(e, READ_SO_FAR);
      c.clear(e, FENCED);
    } else {
      c.copy(e, HB, before, HB);
      c.copy(e, READ_SO_FAR, before, READ_SO_FAR);
      c.copy(e, FENCED, before, FENCED);
    }
    c.set(e, HB, g.thread(e), g.index(e) + 1);
    switch (g.op(e).kind()) {
      case FENCE -> fence(c, e, g.op(e).fence());
      case BEGIN -> learn(c, e, g.starter(g.thread(e)));
      case JOIN -> learn(c, e, g.last(g.op(e).thread()));
      default -> {}
    }
  }

  private static void fence(Clocks c, int e, Fence fence) {
    if (fence == Fence.FULL || fence == Fence.ACQUIRE || fence == Fence.LOAD_LOAD) {
      c.join(e, HB, e, READ_SO_FAR);
    }
    if (fence == Fence.FULL || fence == Fence.RELEASE || fence == Fence.STORE_STORE) {
      c.copy(e, FENCED, e, HB);
    }
  }

  private static void learn(Clocks c, int e, int other) {
    if (other >= 0) {
      c.join(e, HB, other, HB);
    }
  }

  @Override
  public int floor(Graph g, int e) {
    return Floors.under(g, HB, e);
  }

  @Override
  public void finish(Graph g, int e) {
    if (g.isRead(e)) {
      begin(g, e);
      int source = g.source(e);
      if (source >= 0) {
        g.clocks().join(e, READ_SO_FAR, source, MESSAGE);
        if (g.op(e).mode().acquires()) {
          g.clocks().join(e, HB, source, MESSAGE);
        }
      }
    } else if (g.isWrite(e)) {
      message(g, e);
    }
  }

  /** A release sequence goes on through updates. */
  private static void message(Graph g, int e) {
    Clocks c = g.clocks();
    c.copy(e, MESSAGE, e, g.op(e).mode().releases() ? HB : FENCED);
    if (g.isUpdate(e)) {
      int source = g.source(g.before(e));
      if (source >= 0) {
        c.join(e, MESSAGE, source, MESSAGE);
      }
    }
  }

  /** A graph that is sequentially consistent is consistent here, which is quicker to see. */
  @Override
  public boolean consistent(Graph g, int e) {
    return order.isTrivial(g) || sc.isAcyclic(g) || order.isAcyclic(g);
  }

  /** True if the event takes part in the sequentially consistent order by itself. */
  static boolean isSc(Graph g, int e) {
    Kind kind = g.op(e).kind();
    return kind == Kind.FENCE ? g.op(e).fence() == Fence.FULL : g.op(e).mode().isTotal();
  }
}
