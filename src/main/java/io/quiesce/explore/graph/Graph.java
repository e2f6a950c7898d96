package io.quiesce.explore.graph;

import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;

/**
 * One execution graph, growing and shrinking under the search.
 *
 * <p>An event is a number from 0, in the order of addition. {@link #INITIAL} stands for the initial
 * value of whatever location is spoken of. See the package for the relations and the rules.
 */
public final class Graph {
  /** The write that everything reads from which reads no other. */
  public static final int INITIAL = -1;

  /** The row of {@link #clocks()} in which each event's {@code po ∪ rf} prefix is kept. */
  public static final int PREFIX = 0;

  static final int UNUSED = -2;

  private final Events events = new Events();
  private final Coherence coherence = new Coherence(events);
  private final Threads threads = new Threads();
  private final Clocks clocks;
  private final Lanes lanes;
  private int[] moved = new int[64];

  /**
   * Creates an empty graph.
   *
   * @param clockRows how many clock rows, beside {@link #PREFIX}, a model keeps for each event
   * @param laneRows how many set rows a model keeps for each event
   */
  public Graph(int clockRows, int laneRows) {
    clocks = new Clocks(clockRows + 1);
    lanes = new Lanes(laneRows);
  }

  /** Empties the graph and lets it have the threads 0 .. {@code count} - 1. */
  public void clear(int count) {
    events.size = 0;
    coherence.clear();
    threads.clear();
    for (int t = 0; t < count; t++) {
      threads.ensure(t);
      threads.starter[t] = -1;
    }
  }

  /** The number of events. */
  public int size() {
    return events.size;
  }

  /** One more than the greatest thread number; some numbers below may be absent. */
  public int threads() {
    return threads.count;
  }

  /** True if the thread exists: from the start, or because an event of the graph started it. */
  public boolean exists(int thread) {
    return thread < threads.count && threads.starter[thread] != Threads.ABSENT;
  }

  /** The event that started a thread, or -1 if it exists from the start. */
  public int starter(int thread) {
    return threads.starter[thread];
  }

  /** The number of events of a thread. */
  public int length(int thread) {
    return thread < threads.count ? threads.length[thread] : 0;
  }

  /** The event of a thread at an index from 0. */
  public int event(int thread, int index) {
    return threads.events[thread][index];
  }

  /** The last event of a thread, or -1. */
  public int last(int thread) {
    int length = length(thread);
    return length == 0 ? -1 : threads.events[thread][length - 1];
  }

  /** The event before this one in its thread, or -1. */
  public int before(int e) {
    int index = events.index[e];
    return index == 0 ? -1 : threads.events[events.thread[e]][index - 1];
  }

  /** The event after this one in its thread, or -1. */
  public int after(int e) {
    int t = events.thread[e];
    int index = events.index[e] + 1;
    return index == threads.length[t] ? -1 : threads.events[t][index];
  }

  /** True if the thread has ended. */
  public boolean ended(int thread) {
    int last = last(thread);
    return last >= 0 && events.op[last].kind() == Kind.END;
  }

  /** The operation that a thread does next, or null if that has to be found out. */
  public Op pending(int thread) {
    return threads.pending[thread];
  }

  /** Remembers what a thread does next. */
  public void expect(int thread, Op op) {
    threads.pending[thread] = op;
  }

  /** The thread of an event. */
  public int thread(int e) {
    return events.thread[e];
  }

  /** The index of an event in its thread. */
  public int index(int e) {
    return events.index[e];
  }

  /** The operation of an event; both halves of a read-modify-write have the same. */
  public Op op(int e) {
    return events.op[e];
  }

  /** The location of an access, or -1. */
  public int location(int e) {
    return events.op[e].location();
  }

  /** True if the event reads. */
  public boolean isRead(int e) {
    return (events.flags[e] & Events.READ) != 0;
  }

  /** True if the event writes. */
  public boolean isWrite(int e) {
    return (events.flags[e] & Events.WRITE) != 0;
  }

  /**
   * True for both events of a successful read-modify-write; the read may be there without the
   * write.
   */
  public boolean isUpdate(int e) {
    return (events.flags[e] & Events.UPDATE) != 0;
  }

  /** True if the read part of a successful read-modify-write still waits for its write part. */
  public boolean isHalfDone(int thread) {
    int last = last(thread);
    return last >= 0
        && (events.flags[last] & (Events.UPDATE | Events.READ)) == (Events.UPDATE | Events.READ);
  }

  /** True if this is a weak compare-and-set that failed although it could have succeeded. */
  public boolean isSpurious(int e) {
    return (events.flags[e] & Events.SPURIOUS) != 0;
  }

  /** True if the thread cannot go on after this event. */
  public boolean isBlocked(int e) {
    return (events.flags[e] & Events.BLOCKED) != 0;
  }

  /** Says whether the thread cannot go on after this event. */
  public void setBlocked(int e, boolean blocked) {
    int rest = events.flags[e] & ~Events.BLOCKED;
    events.flags[e] = blocked ? rest | Events.BLOCKED : rest;
  }

  /** What the model remembers of the graph up to an event: three bits. */
  public int note(int e) {
    return (events.flags[e] & Events.NOTE) >> Events.NOTE_SHIFT;
  }

  /** Lets the model remember three bits; a read loses them when it gets or loses its source. */
  public void note(int e, int bits) {
    events.flags[e] = (events.flags[e] & ~Events.NOTE) | bits << Events.NOTE_SHIFT;
  }

  /** Where the model has put an event in an order of its own; 0 at first. */
  public int rank(int e) {
    return events.rank[e];
  }

  /** Puts an event into an order of the model's own. */
  public void rank(int e, int rank) {
    events.rank[e] = rank;
  }

  /** The write that a read reads from. */
  public int source(int e) {
    return events.source[e];
  }

  /** The place in its location's order: of a write its own, of a read that of its source. */
  public int place(int e) {
    if (isRead(e)) {
      int source = events.source[e];
      return source < 0 ? 0 : events.place[source];
    }
    return events.place[e];
  }

  /** The place of the newest write of a location; 0 if there is none but the initial value. */
  public int top(int location) {
    return coherence.top(location);
  }

  /** The write at a place of a location's order. */
  public int writeAt(int location, int place) {
    return coherence.at(location, place);
  }

  /** The first of the readers of a write of this location, or -1. */
  public int firstReader(int location, int write) {
    return coherence.firstReader(location, write);
  }

  /** The next reader of the same write, or -1. */
  public int nextReader(int read) {
    return events.nextReader[read];
  }

  /** How many locations have been accessed. */
  public int locations() {
    return coherence.usedCount();
  }

  /** The {@code i}-th location accessed. */
  public int usedLocation(int i) {
    return coherence.used(i);
  }

  /** The value that a read read, or the number that a choice chose. */
  public long valueRead(int e) {
    return events.in[e];
  }

  /** The value that a write wrote. */
  public long valueWritten(int e) {
    return events.out[e];
  }

  /** Clock rows of the events. */
  public Clocks clocks() {
    return clocks;
  }

  /** Set rows of the events. */
  public Lanes lanes() {
    return lanes;
  }

  /** True if {@code x} is {@code of} or before it in {@code (po ∪ rf)⁺}. */
  public boolean inPrefix(int x, int of) {
    return events.index[x] < clocks.get(of, PREFIX, events.thread[x]);
  }

  Events events() {
    return events;
  }

  Coherence coherence() {
    return coherence;
  }

  Threads threadTable() {
    return threads;
  }

  int[] moved(int size) {
    if (moved.length < size) {
      moved = new int[2 * size];
    }
    return moved;
  }
}
