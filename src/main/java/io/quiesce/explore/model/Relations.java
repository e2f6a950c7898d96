package io.quiesce.explore.model;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Mode;
import java.util.function.IntPredicate;

/**
 * A graph as sets and relations, in the names of the literature. The initial writes are events of
 * their own here, after all others, first in {@code co} and in no {@code po}.
 *
 * <p>The start of a thread reads, in {@code rf}, from the event that started it, and a join from
 * the end of the thread joined; all four synchronise.
 */
public final class Relations {
  private final Graph graph;
  private final int events;
  private final int all;

  /** Program order. */
  public final Relation po;

  /** Reads from. */
  public final Relation rf;

  /** Coherence. */
  public final Relation co;

  /** From reads to what overwrites what they read: {@code rf⁻¹;co}. */
  public final Relation fr;

  /** From the read to the write of a successful read-modify-write. */
  public final Relation rmw;

  /** Takes the relations of a graph as it is now. */
  public Relations(Graph graph) {
    this.graph = graph;
    this.events = graph.size();
    this.all = events + graph.locations();
    this.po = Relation.of(all, this::isPo);
    this.rf = Relation.of(all, this::isRf);
    this.co = Relation.of(all, this::isCo);
    this.fr = rf.inverse().then(co).where((a, b) -> a != b);
    this.rmw =
        Relation.of(
            all,
            (a, b) ->
                isPo(a, b)
                    && graph.index(b) == graph.index(a) + 1
                    && isUpdate(a)
                    && isUpdate(b)
                    && isRead(a)
                    && isWrite(b));
  }

  /** The number of events, the initial writes included. */
  public int size() {
    return all;
  }

  private boolean isPo(int a, int b) {
    return a < events
        && b < events
        && graph.thread(a) == graph.thread(b)
        && graph.index(a) < graph.index(b);
  }

  private boolean isRf(int a, int b) {
    if (b >= events) {
      return false;
    }
    Kind kind = graph.op(b).kind();
    if (kind == Kind.BEGIN) {
      return graph.starter(graph.thread(b)) == a;
    }
    if (kind == Kind.JOIN) {
      return graph.last(graph.op(b).thread()) == a;
    }
    if (!isRead(b) || location(a) != location(b)) {
      return false;
    }
    return graph.source(b) == (a < events ? a : Graph.INITIAL);
  }

  private boolean isCo(int a, int b) {
    return isWrite(a) && isWrite(b) && location(a) == location(b) && place(a) < place(b);
  }

  private int place(int write) {
    return write < events ? graph.place(write) : 0;
  }

  /** The location of an access, or -1. */
  public int location(int e) {
    return e < events ? graph.location(e) : graph.usedLocation(e - events);
  }

  /** True if both are accesses to one location. */
  public boolean sameLocation(int a, int b) {
    return location(a) >= 0 && location(a) == location(b);
  }

  /** True for reads, the read of a read-modify-write included. */
  public boolean isRead(int e) {
    return e < events && graph.isRead(e);
  }

  /** True for writes, the write of a read-modify-write and the initial writes included. */
  public boolean isWrite(int e) {
    return e >= events || graph.isWrite(e);
  }

  /** True for both events of a successful read-modify-write. */
  public boolean isUpdate(int e) {
    return e < events && graph.isUpdate(e);
  }

  /** True for a fence of any of these sorts. */
  public boolean isFence(int e, Fence... sorts) {
    if (e < events && graph.op(e).kind() == Kind.FENCE) {
      for (Fence sort : sorts) {
        if (graph.op(e).fence() == sort) {
          return true;
        }
      }
    }
    return false;
  }

  /** The mode of an access; plain for what is no access. */
  public Mode mode(int e) {
    return e < events ? graph.op(e).mode() : Mode.PLAIN;
  }

  /** True for an access in the total order of volatile accesses. */
  public boolean isVolatile(int e) {
    return location(e) >= 0 && mode(e).isTotal();
  }

  /** True for a release write and for what passes on all that came before it: starting, ending. */
  public boolean releases(int e) {
    return (isWrite(e) && mode(e).releases()) || isKind(e, Kind.SPAWN) || isKind(e, Kind.END);
  }

  /** True for an acquire read and for what learns all: beginning, joining. */
  public boolean acquires(int e) {
    return (isRead(e) && mode(e).acquires()) || isKind(e, Kind.BEGIN) || isKind(e, Kind.JOIN);
  }

  /** True for an operation of this kind. */
  public boolean isKind(int e, Kind kind) {
    return e < events && graph.op(e).kind() == kind;
  }

  /** True for an operation that memory models speak of. */
  public boolean touchesMemory(int e) {
    return e < events && graph.op(e).kind().touchesMemory();
  }

  /** The object of a freeze or a final field access, or 0. */
  public long object(int e) {
    return e < events ? graph.op(e).object() : 0;
  }

  /** {@code [S]}. */
  public Relation id(IntPredicate set) {
    return Relation.id(all, set);
  }

  /** A successful read-modify-write follows immediately, in {@code co}, the write that it reads. */
  public boolean atomic() {
    Relation between = fr.then(co);
    return rmw.where(between::has).within(Relation.of(all, (a, b) -> false));
  }
}
