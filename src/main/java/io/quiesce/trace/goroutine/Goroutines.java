package io.quiesce.trace.goroutine;

import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.HashMap;
import java.util.Map;

/** What the judges of this level share: all goroutines, what each M is at, the starting size. */
final class Goroutines {
  private static final int SMALLEST = 2048;
  private static final int CALL_BYTES = EventKind.SALLOC.index("n");
  private static final int CALL_ADDR = EventKind.SALLOC.index("addr");

  final Tally tally = new Tally();
  private final Map<Long, Goroutine> byId = new HashMap<>();
  private final Map<Integer, MachineState> machines = new HashMap<>();
  private long startingBytes = SMALLEST;

  /** The size of a new goroutine's stack that is not made by {@code malg}. */
  long startingBytes() {
    return startingBytes;
  }

  void startingBytes(long bytes) {
    startingBytes = bytes;
  }

  MachineState machine(TraceEvent e) {
    return machines.computeIfAbsent(e.m(), id -> new MachineState());
  }

  /**
   * The goroutine with that id.
   *
   * @throws IllegalStateException if there is none
   */
  Goroutine known(long goid) {
    Goroutine g = byId.get(goid);
    if (g == null) {
      throw new IllegalStateException("there is no goroutine " + goid);
    }
    return g;
  }

  /** How many have a stack. */
  long withStack() {
    return byId.values().stream().filter(Goroutine::hasStack).count();
  }

  /** Adds a goroutine, new or with a new id. */
  void add(TraceEvent e, Goroutine g) {
    tally.same(e, "the goid is new", true, byId.put(g.goid(), g) == null);
  }

  void remove(long goid) {
    byId.remove(goid);
  }

  /** SALLOC: remembered for the event that says whose stack it is. */
  void allocated(TraceEvent e) {
    MachineState m = machine(e);
    m.allocatedLo = e.arg(CALL_ADDR);
    m.allocatedBytes = e.arg(CALL_BYTES);
  }

  /** SFREE: the stack that the M was about to free, if it was. */
  void freed(TraceEvent e) {
    MachineState m = machine(e);
    if (m.freeing) {
      tally.sameAddress(e, "the stack that must be freed", e.arg(CALL_ADDR), m.freeLo);
      tally.same(e, "its size", e.arg(CALL_BYTES), m.freeBytes);
      m.freed();
    }
  }
}
