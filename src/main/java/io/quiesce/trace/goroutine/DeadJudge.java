package io.quiesce.trace.goroutine;

import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Compares birth and death of goroutines: which record is used again, with which stack. */
final class DeadJudge {
  private static final int PUT_GOID = EventKind.GFPUT.index("goid");
  private static final int PUT_SIZE = EventKind.GFPUT.index("size");
  private static final int PUT_FREED = EventKind.GFPUT.index("freed");
  private static final int PUT_STARTING = EventKind.GFPUT.index("starting");
  private static final int PUT_LENGTH = EventKind.GFPUT.index("ngfree");
  private static final int GIVE_N = EventKind.GFPUTB.index("n");
  private static final int GIVE_STACK = EventKind.GFPUTB.index("nstack");
  private static final int GIVE_NO_STACK = EventKind.GFPUTB.index("nnostack");
  private static final int GET_GOID = EventKind.GFGET.index("goid");
  private static final int GET_PATH = EventKind.GFGET.index("path");
  private static final int GET_SIZE = EventKind.GFGET.index("size");
  private static final int GET_LENGTH = EventKind.GFGET.index("ngfree");
  private static final int TAKE_N = EventKind.GFGETB.index("n");
  private static final int PURGE_PID = EventKind.GFPURGE.index("pid");
  private static final int PURGE_N = EventKind.GFPURGE.index("n");
  private static final int LOSE_GOID = EventKind.FGSG.index("goid");
  private static final int LOSE_ADDR = EventKind.FGSG.index("addr");
  private static final int LOSE_SIZE = EventKind.FGSG.index("size");
  private static final int LOSE_N = EventKind.FGSEND.index("n");
  private static final int NEW_GOID = EventKind.NEWG.index("goid");
  private static final int NEW_FRESH = EventKind.NEWG.index("fresh");
  private static final int NEW_LO = EventKind.NEWG.index("lo");
  private static final int NEW_SIZE = EventKind.NEWG.index("size");
  private static final int HAS_STACK = 0;
  private static final int WRONG_SIZE = 1;
  private static final int NO_STACK = 2;

  /** FORMAT, race 5: FGSBEGIN comes after the list was detached. */
  private static final String LATE_FGSBEGIN = "list of dead goroutines filled before FGSBEGIN";

  private final Goroutines all;
  private final Tally tally;
  private final FreeLists lists = new FreeLists();

  /** The list that markrootFreeGStacks works on, while it does; there is one at a time. */
  private Deque<Goroutine> detached = new ArrayDeque<>();

  private final List<Goroutine> stackless = new ArrayList<>();
  private long detachedAfter;
  private int freeingM = -1;

  DeadJudge(Goroutines all) {
    this.all = all;
    this.tally = all.tally;
  }

  /** How many dead goroutines P {@code pid} has. */
  int count(int pid) {
    return lists.count(pid);
  }

  /** GFPUT: a goroutine ends; it keeps its stack if that has the starting size. */
  void put(TraceEvent e) {
    Goroutine g = all.known(e.arg(PUT_GOID));
    tally.same(e, "size", e.arg(PUT_SIZE), g.bytes());
    tally.same(e, "starting", e.arg(PUT_STARTING), all.startingBytes());
    boolean free = g.bytes() != all.startingBytes();
    tally.same(e, "freed", e.arg(PUT_FREED), free ? 1 : 0);
    if (free) {
      all.machine(e).mustFree(g.lo(), g.bytes());
      g.stack(0, 0);
    }
    lists.put(e.p(), g);
    tally.same(e, "ngfree", e.arg(PUT_LENGTH), lists.count(e.p()));
  }

  /** GFPUTB: a P with many gives some to the global lists. */
  void give(TraceEvent e) {
    tally.same(e, "the P has enough to give", true, lists.givesNow(e.p()));
    List<Goroutine> given = lists.giveHalf(e.p(), e.seq());
    int withStack = (int) given.stream().filter(Goroutine::hasStack).count();
    tally.same(e, "n", e.arg(GIVE_N), given.size());
    tally.same(e, "nstack", e.arg(GIVE_STACK), withStack);
    tally.same(e, "nnostack", e.arg(GIVE_NO_STACK), given.size() - withStack);
  }

  /** GFGETB: a P without any takes some from the global lists. */
  void take(TraceEvent e) {
    tally.same(e, "the P had none", 0, lists.count(e.p()));
    tally.same(e, "n", e.arg(TAKE_N), lists.take(e.p()));
  }

  /** GFPURGE: a P ends. */
  void purge(TraceEvent e) {
    int given = lists.giveAll(e.intArg(PURGE_PID), e.seq()).size();
    tally.same(e, "n", e.arg(PURGE_N), given);
  }

  /** GFGET: a record is used again. */
  void get(TraceEvent e) {
    Goroutine g = lists.get(e.p());
    if (g == null) {
      throw new IllegalStateException("P " + e.p() + " has no dead goroutine");
    }
    tally.same(e, "goid", e.arg(GET_GOID), g.goid());
    tally.same(e, "size", e.arg(GET_SIZE), g.bytes());
    boolean fits = g.bytes() == all.startingBytes();
    int path = fits ? HAS_STACK : g.hasStack() ? WRONG_SIZE : NO_STACK;
    tally.same(e, "path", e.arg(GET_PATH), path);
    tally.same(e, "ngfree", e.arg(GET_LENGTH), lists.count(e.p()));
    MachineState m = all.machine(e);
    if (path == WRONG_SIZE) {
      m.mustFree(g.lo(), g.bytes());
      g.stack(0, 0);
    }
    m.reused = g;
  }

  /** NEWG: a record gets its id, and the stack that GFGET found or SALLOC made. */
  void begin(TraceEvent e) {
    MachineState m = all.machine(e);
    Goroutine g = m.reused;
    m.reused = null;
    tally.same(e, "fresh", e.arg(NEW_FRESH), g == null ? 1 : 0);
    if (g == null) {
      tally.same(e, "dead goroutines of the P", 0, lists.count(e.p()));
      g = new Goroutine(0, m.allocatedLo, m.allocatedBytes);
    } else {
      all.remove(g.goid());
      if (!g.hasStack()) {
        tally.same(e, "starting size", all.startingBytes(), m.allocatedBytes);
        g.stack(m.allocatedLo, m.allocatedBytes);
      }
    }
    tally.sameAddress(e, "lo", e.arg(NEW_LO), g.lo());
    tally.same(e, "size", e.arg(NEW_SIZE), g.bytes());
    g.rename(e.arg(NEW_GOID));
    all.add(e, g);
  }

  /** FGSBEGIN: the global list of those with a stack was detached, a little earlier. */
  void beginFreeing(TraceEvent e) {
    tally.same(e, "one at a time", true, detached.isEmpty() && stackless.isEmpty());
    freeingM = e.m();
    detached = lists.detach();
    detachedAfter = all.machine(e).lastSeq;
  }

  /** FGSG: the next of the detached list loses its stack. */
  void lose(TraceEvent e) {
    long goid = e.arg(LOSE_GOID);
    while (!detached.isEmpty() && detached.peek().goid() != goid) {
      tooLate(e, detached.remove());
    }
    Goroutine g = detached.poll();
    if (g == null) {
      throw new IllegalStateException("goroutine " + goid + " is not on the detached list");
    }
    tally.sameAddress(e, "addr", e.arg(LOSE_ADDR), g.lo());
    tally.same(e, "size", e.arg(LOSE_SIZE), g.bytes());
    all.machine(e).mustFree(g.lo(), g.bytes());
    g.stack(0, 0);
    stackless.add(g);
  }

  /** FGSEND: those that lost their stack go to the other list. */
  void endFreeing(TraceEvent e) {
    tally.same(e, "M inside markrootFreeGStacks", e.m(), freeingM);
    while (!detached.isEmpty()) {
      tooLate(e, detached.remove());
    }
    tally.same(e, "n", e.arg(LOSE_N), stackless.size());
    lists.stackless(stackless);
    stackless.clear();
  }

  /** One that Go did not detach: legal if it came to the list after the M's previous event. */
  private void tooLate(TraceEvent e, Goroutine g) {
    if (tally.rule(e, "goroutine skipped", g.listedAt() > detachedAfter, g.goid())) {
      tally.tolerate(LATE_FGSBEGIN);
    }
    lists.reattach(g);
  }
}
