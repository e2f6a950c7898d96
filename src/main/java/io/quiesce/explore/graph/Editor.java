package io.quiesce.explore.graph;

import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Rmw;

/**
 * The ways in which a graph grows and shrinks.
 *
 * <p>A read is added without a source and a write without a place; {@link #read} and {@link #place}
 * give them one, {@link #unread} and {@link #unplace} take it away again. {@link #truncate} undoes
 * everything back to an earlier size.
 */
public final class Editor {
  private final Graph graph;
  private final Events events;
  private final Coherence coherence;
  private final Threads threads;

  /** Creates an editor of one graph. */
  public Editor(Graph graph) {
    this.graph = graph;
    this.events = graph.events();
    this.coherence = graph.coherence();
    this.threads = graph.threadTable();
  }

  /** Adds the next event of a thread and its {@code po} predecessors to its prefix. */
  public int append(int thread, Op op) {
    int flags = op.kind().reads() ? Events.READ : op.kind() == Kind.WRITE ? Events.WRITE : 0;
    int e = add(thread, op, flags);
    if (op.location() >= 0) {
      coherence.touch(op.location());
    }
    events.out[e] = op.kind() == Kind.WRITE ? op.value() : 0;
    switch (op.kind()) {
      case SPAWN -> start(op.thread(), e);
      case BEGIN -> joinPrefix(e, threads.starter[thread]);
      case JOIN -> joinPrefix(e, graph.last(op.thread()));
      default -> {}
    }
    return e;
  }

  /** Adds the write part of the read-modify-write whose read part is the last event of a thread. */
  public int appendUpdate(int thread) {
    int read = graph.last(thread);
    Op op = events.op[read];
    int e = add(thread, op, Events.WRITE | Events.UPDATE);
    events.out[e] = op.rmw().apply(op.type(), events.in[read], op.value());
    return e;
  }

  private int add(int thread, Op op, int flags) {
    int index = threads.length[thread];
    int before = graph.last(thread);
    int e = events.add(thread, index, op, flags);
    threads.push(thread, e);
    graph.clocks().ensure(e + 1, threads.count);
    graph.lanes().ensure(e + 1, threads.count, index + 1);
    if (before >= 0) {
      graph.clocks().copy(e, Graph.PREFIX, before, Graph.PREFIX);
    } else {
      graph.clocks().clear(e, Graph.PREFIX);
    }
    graph.clocks().set(e, Graph.PREFIX, thread, index + 1);
    return e;
  }

  private void start(int thread, int e) {
    threads.ensure(thread);
    if (threads.starter[thread] != Threads.ABSENT) {
      throw new IllegalStateException("thread " + thread + " is started a second time by " + e);
    }
    threads.starter[thread] = e;
    graph.clocks().ensure(events.size, threads.count);
    graph.lanes().ensure(events.size, threads.count, 1);
  }

  private void joinPrefix(int e, int other) {
    if (other >= 0) {
      graph.clocks().join(e, Graph.PREFIX, other, Graph.PREFIX);
    }
  }

  /** Lets a read read from the write at a place of its location's order. */
  public void read(int e, int place, long value, boolean spurious) {
    Op op = events.op[e];
    int write = coherence.at(op.location(), place);
    coherence.link(op.location(), e, write);
    joinPrefix(e, write);
    settle(e, op, value, spurious);
  }

  /** Notes the value read, and what follows from it: success, spurious failure, blocking. */
  private void settle(int e, Op op, long value, boolean spurious) {
    events.in[e] = value;
    boolean passes = op.passes(value);
    boolean matches = !op.rmw().comparing() || value == op.expected();
    boolean blocked = op.kind().awaits() && !(passes && matches);
    boolean updates = op.kind().updates() && matches && !blocked && !spurious;
    events.flags[e] =
        Events.READ
            | (updates ? Events.UPDATE : 0)
            | (spurious ? Events.SPURIOUS : 0)
            | (blocked ? Events.BLOCKED : 0);
  }

  /** Takes its source away from a read that is the newest event. */
  public void unread(int e) {
    coherence.unlink(graph.location(e), e);
    graph.clocks().clear(e, Graph.PREFIX);
    int before = graph.before(e);
    if (before >= 0) {
      graph.clocks().copy(e, Graph.PREFIX, before, Graph.PREFIX);
    }
    graph.clocks().set(e, Graph.PREFIX, events.thread[e], events.index[e] + 1);
    events.flags[e] = Events.READ;
  }

  /** Puts a write at a place of its location's order, before what is there now. */
  public void place(int e, int place) {
    coherence.insert(graph.location(e), place, e);
  }

  /** Takes its place away from a write. */
  public void unplace(int e) {
    coherence.remove(graph.location(e), e);
  }

  /** Notes the number that a choice chose. */
  public void choose(int e, long number) {
    events.in[e] = number;
  }

  /** Removes the newest events until {@code size} are left. */
  public void truncate(int size) {
    while (events.size > size) {
      int e = events.size - 1;
      int thread = events.thread[e];
      if (graph.isWrite(e) && events.place[e] != 0) {
        coherence.remove(graph.location(e), e);
      } else if (graph.isRead(e) && isLinked(e)) {
        coherence.unlink(graph.location(e), e);
      } else if (events.op[e].kind() == Kind.SPAWN) {
        threads.starter[events.op[e].thread()] = Threads.ABSENT;
      }
      threads.length[thread]--;
      boolean writePart = graph.isWrite(e) && graph.isUpdate(e);
      threads.pending[thread] = writePart ? null : events.op[e];
      events.size--;
    }
  }

  private boolean isLinked(int e) {
    return coherence.firstReader(graph.location(e), events.source[e]) == e;
  }

  /**
   * Makes this graph the part of {@code from} that is left when {@code read} is to read from {@code
   * write}: the events up to the read and the prefix of the write, in the order they had.
   *
   * @return what {@code read} is called here, without a source; the write is the newest event here,
   *     without a place
   */
  public int restrict(Graph from, int read, int write) {
    graph.clear(0);
    int[] moved = graph.moved(from.size());
    int count = from.threads();
    for (int t = 0; t < count; t++) {
      threads.ensure(t);
      threads.starter[t] = from.starter(t) == -1 ? -1 : Threads.ABSENT;
    }
    Events old = from.events();
    for (int e = 0; e < old.size; e++) {
      boolean kept = e <= read || from.inPrefix(e, write);
      moved[e] = kept ? keep(from, e) : -1;
    }
    link(from, moved, read);
    order(from, moved);
    expectations(from, read);
    forget(moved[read]);
    return moved[read];
  }

  private int keep(Graph from, int e) {
    int mine = events.adopt(from.events(), e);
    int thread = events.thread[mine];
    threads.push(thread, mine);
    graph.clocks().ensure(mine + 1, threads.count);
    graph.clocks().adopt(mine, from.clocks(), e);
    graph.lanes().ensure(mine + 1, threads.count, events.index[mine] + 1);
    graph.lanes().adopt(mine, from.lanes(), e);
    Op op = events.op[mine];
    if (op.kind() == Kind.SPAWN) {
      threads.starter[op.thread()] = mine;
    }
    return mine;
  }

  private void link(Graph from, int[] moved, int read) {
    for (int e = 0; e < from.size(); e++) {
      if (moved[e] < 0) {
        continue;
      }
      int location = from.location(e);
      if (location >= 0) {
        coherence.touch(location);
        if (from.isRead(e) && e != read) {
          int source = from.source(e);
          coherence.link(location, moved[e], source < 0 ? source : moved[source]);
        }
      }
    }
  }

  private void order(Graph from, int[] moved) {
    for (int i = 0; i < coherence.usedCount(); i++) {
      int location = coherence.used(i);
      for (int place = 1; place <= from.top(location); place++) {
        int mine = moved[from.writeAt(location, place)];
        if (mine >= 0) {
          coherence.insert(location, coherence.top(location) + 1, mine);
        }
      }
    }
  }

  private void expectations(Graph from, int read) {
    for (int t = 0; t < threads.count; t++) {
      int kept = threads.length[t];
      if (kept == from.length(t)) {
        threads.pending[t] = from.pending(t);
      } else {
        int next = from.event(t, kept);
        boolean writePart = from.isWrite(next) && from.isUpdate(next);
        threads.pending[t] = writePart ? null : from.op(next);
      }
    }
    threads.pending[from.thread(read)] = null;
  }

  private void forget(int read) {
    events.flags[read] = Events.READ;
    graph.clocks().clear(read, Graph.PREFIX);
    int before = graph.before(read);
    if (before >= 0) {
      graph.clocks().copy(read, Graph.PREFIX, before, Graph.PREFIX);
    }
    graph.clocks().set(read, Graph.PREFIX, events.thread[read], events.index[read] + 1);
  }

  /** True for a weak compare-and-set. */
  public static boolean isWeak(Op op) {
    return op.kind() == Kind.RMW && op.rmw() == Rmw.WEAK_CAS;
  }

  /** True if a weak compare-and-set that reads {@code value} may fail for no reason. */
  public static boolean maySpuriouslyFail(Op op, long value) {
    return isWeak(op) && value == op.expected();
  }
}
