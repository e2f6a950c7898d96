package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.graph.Lanes;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Op;

/**
 * The Java memory model in the form of JAM21 that {@code JmmAxioms} states.
 *
 * <p>Everything but the order {@code T} is a floor: a new event has no successors in {@code vo}, so
 * its {@code vo} predecessors never grow, and coherence asks only that it reads or writes above
 * them. {@code T} is different: a volatile access becomes a source of {@code push} when the next
 * one of its thread arrives, which may contradict choices made before, whatever that next one
 * reads. So a graph without a {@code T} is told apart ({@link #accepts}): the search has to know
 * that what it deletes in a revisit may have been the reason.
 *
 * <p>The two halves of a successful read-modify-write are one event: both carry the same
 * predecessors.
 */
public final class JmmChecker implements Checker {
  /** What is before the event in {@code vo}. */
  static final int VO = 0;

  /** The events of the thread up to this one, and what is before them. */
  private static final int ALL = 1;

  /** What is before every later event of the thread. */
  private static final int ALWAYS = 2;

  /** What is before every later write of the thread. */
  private static final int TO_WRITES = 3;

  /** What is before every later read of the thread, by a load-load fence. */
  private static final int TO_READS = 4;

  /** The volatile accesses up to this one, and what is before them. */
  private static final int VOLATILES = 5;

  /** The reads up to this one, and what is before them. */
  private static final int READS = 6;

  /** The writes up to this one, and what is before them. */
  private static final int WRITES = 7;

  private final TotalOrder total = new TotalOrder();

  /** Creates a checker. */
  public JmmChecker() {}

  @Override
  public int clockRows() {
    return 0;
  }

  @Override
  public int laneRows() {
    return 8;
  }

  @Override
  public void begin(Graph g, int e) {
    Lanes lanes = g.lanes();
    g.note(e, e > 0 ? g.note(e - 1) : 0);
    int before = g.before(e);
    for (int row = ALL; row <= WRITES; row++) {
      if (before < 0) {
        lanes.clear(e, row);
      } else {
        lanes.copy(e, row, before, row);
      }
    }
    ordered(g, e);
    switch (g.op(e).kind()) {
      case FENCE -> fence(lanes, e, g.op(e));
      case BEGIN -> learn(g, e, g.starter(g.thread(e)));
      case JOIN -> learn(g, e, g.last(g.op(e).thread()));
      default -> {}
    }
    if (!g.isRead(e)) {
      accumulate(g, e);
    }
  }

  /** Computes {@code vo} into the event from what precedes it in its thread. */
  private static void ordered(Graph g, int e) {
    Lanes lanes = g.lanes();
    Op op = g.op(e);
    boolean writes = g.isWrite(e) || g.isUpdate(e);
    boolean reads = g.isRead(e);
    boolean secondHalf = g.isWrite(e) && g.isUpdate(e);
    if (secondHalf) {
      lanes.copy(e, VO, g.before(e), VO);
      return;
    }
    lanes.copy(e, VO, e, ALWAYS);
    if (writes) {
      lanes.join(e, VO, e, TO_WRITES);
    }
    if (reads) {
      lanes.join(e, VO, e, TO_READS);
    }
    if (op.mode().isTotal()) {
      lanes.join(e, VO, e, VOLATILES);
    }
    boolean releases = writes && op.mode().releases();
    if (releases || op.kind() == Kind.SPAWN || op.kind() == Kind.END) {
      lanes.join(e, VO, e, ALL);
    }
  }

  private static void fence(Lanes lanes, int e, Op op) {
    switch (op.fence()) {
      case FULL -> lanes.join(e, ALWAYS, e, ALL);
      case ACQUIRE -> lanes.join(e, ALWAYS, e, READS);
      case RELEASE -> lanes.join(e, TO_WRITES, e, ALL);
      case LOAD_LOAD -> lanes.join(e, TO_READS, e, READS);
      case STORE_STORE -> lanes.join(e, TO_WRITES, e, WRITES);
    }
  }

  private static void learn(Graph g, int e, int other) {
    if (other >= 0) {
      add(g, e, VO, other);
      g.lanes().join(e, ALWAYS, e, VO);
    }
  }

  /** Adds an event and what is before it to a row. */
  private static void add(Graph g, int e, int row, int other) {
    g.lanes().join(e, row, other, VO);
    g.lanes().add(e, row, g.thread(other), g.index(other));
  }

  /** Adds the event and what is before it to what later events of its thread learn. */
  private static void accumulate(Graph g, int e) {
    boolean update = g.isUpdate(e);
    Mode mode = g.op(e).mode();
    add(g, e, ALL, e);
    if (g.isRead(e) || update) {
      add(g, e, READS, e);
      if (mode.acquires()) {
        add(g, e, ALWAYS, e);
      }
    }
    if (g.isWrite(e) || update) {
      add(g, e, WRITES, e);
    }
    if (mode.isTotal()) {
      add(g, e, VOLATILES, e);
    }
  }

  @Override
  public int floor(Graph g, int e) {
    if (g.isWrite(e)) {
      return newestIn(g, e, ALL) + 1;
    }
    int floor = Math.max(newestIn(g, e, VO), ownFloor(g, e));
    return g.op(e).object() == 0 ? floor : Math.max(floor, frozenFloor(g, e));
  }

  /** The place of the newest write of the event's location in a row of the event. */
  private static int newestIn(Graph g, int e, int row) {
    int location = g.location(e);
    int place = g.top(location);
    while (place > 0) {
      int write = g.writeAt(location, place);
      if (write != e && g.lanes().has(e, row, g.thread(write), g.index(write))) {
        break;
      }
      place--;
    }
    return place;
  }

  /** Own earlier writes, and own earlier reads if both reads are opaque or stronger. */
  private static int ownFloor(Graph g, int e) {
    int location = g.location(e);
    boolean coherent = g.op(e).mode().atLeastOpaque();
    int floor = 0;
    for (int x = g.before(e); x >= 0; x = g.before(x)) {
      boolean counts = g.isWrite(x) || (coherent && g.op(x).mode().atLeastOpaque());
      if (g.location(x) == location && counts) {
        floor = Math.max(floor, g.place(x));
      }
    }
    return floor;
  }

  /** What the constructor wrote to a final field, if its freeze is before the event. */
  private static int frozenFloor(Graph g, int e) {
    int floor = 0;
    for (int place = g.top(g.location(e)); place > floor; place--) {
      int write = g.writeAt(g.location(e), place);
      for (int x = write; x >= 0; x = g.after(x)) {
        boolean freezes = g.op(x).kind() == Kind.FREEZE && g.op(x).object() == g.op(e).object();
        if (freezes && g.inPrefix(x, e)) {
          floor = place;
        }
      }
    }
    return floor;
  }

  @Override
  public void finish(Graph g, int e) {
    if (g.isRead(e)) {
      begin(g, e);
      int source = g.source(e);
      if (source >= 0) {
        add(g, e, VO, source);
      }
      accumulate(g, e);
    }
  }

  /** A successful read-modify-write writes too, so it must read above what its write is above. */
  @Override
  public boolean consistent(Graph g, int e) {
    int before = g.before(e);
    if (!g.isRead(e) || !g.isUpdate(e) || before < 0) {
      return true;
    }
    int floor = 0;
    int location = g.location(e);
    for (int place = g.top(location); place > 0 && floor == 0; place--) {
      int write = g.writeAt(location, place);
      if (g.lanes().has(before, ALL, g.thread(write), g.index(write))) {
        floor = place;
      }
    }
    return g.place(e) >= floor;
  }

  @Override
  public boolean accepts(Graph g) {
    return total.exists(g);
  }

  @Override
  public boolean accepts(Graph g, int e, boolean newest) {
    return total.exists(g, e, newest);
  }

  @Override
  public boolean accepts(Graph g, int[] part) {
    return total.exists(g, part);
  }
}
