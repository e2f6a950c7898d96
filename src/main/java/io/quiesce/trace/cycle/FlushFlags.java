package io.quiesce.trace.cycle;

import io.quiesce.trace.read.TraceEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which P has made work visible since its last visit (Go: {@code gcw.flushedWork}), by the buffers
 * that were put on the full list.
 *
 * <p>A buffer belongs to the P of the M that puts it, except in a visit on behalf of an idle P: the
 * puts of an M right before its MDRAGP are that P's. So a put is held back until the M does
 * something else.
 */
final class FlushFlags {
  private final Marking marking;
  private final Set<Integer> flushed = new HashSet<>();

  /** Ms whose last events put a full buffer, with their P. */
  private final Map<Integer, Integer> held = new HashMap<>();

  FlushFlags(Marking marking) {
    this.marking = marking;
  }

  /** WBPUTF. */
  void put(TraceEvent e) {
    held.put(e.m(), e.p());
  }

  /** The M does something that is no move of a buffer and no visit. */
  void other(TraceEvent e) {
    Integer pid = held.remove(e.m());
    if (pid != null) {
      flushed.add(pid);
    }
  }

  /** MDRAGP: compares the flag of the P, which this clears. */
  void visit(TraceEvent e, int pid, long go) {
    boolean inVisit = held.remove(e.m()) != null;
    boolean before = held.values().removeIf(owner -> owner == pid);
    boolean earlier = flushed.remove(pid);
    boolean flag = earlier || inVisit || before;
    if (marking.listsRecorded) {
      marking.tally.same(e, "flushed", go, flag ? 1 : 0);
    }
  }
}
