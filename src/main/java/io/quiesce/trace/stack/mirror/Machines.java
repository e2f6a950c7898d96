package io.quiesce.trace.stack.mirror;

import io.quiesce.sched.M;
import io.quiesce.sched.P;
import io.quiesce.sched.Sched;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The Ms and Ps of a trace. The trace says which P an M has at each event, not when it got it: a P
 * moves when it is needed elsewhere.
 */
public final class Machines {
  private static final String REPLAYED_REASON = "replayed preemptoff";

  private final Sched sched;
  private final Map<Integer, M> byId = new HashMap<>();

  /** No M yet, and {@code procs} idle Ps. */
  public Machines(int procs) {
    sched = new Sched(procs);
  }

  /** The M of an event with the P of that event (-1 for none). */
  public M on(int m, int pid) {
    M machine = byId.computeIfAbsent(m, id -> sched.newM());
    if (machine.pid() != pid) {
      if (machine.p() != null) {
        machine.releasep();
      }
      if (pid >= 0) {
        idle(pid);
        machine.acquirep(sched.p(pid));
      }
    }
    return machine;
  }

  /** Sets whether the M must stay off the P's cache though it has a P. */
  public static void setPreemptoff(M machine, boolean off) {
    machine.setPreemptoff(off ? REPLAYED_REASON : null);
  }

  /** Makes P {@code pid} idle, so that it can be run or claimed. */
  public void idle(int pid) {
    P p = sched.p(pid);
    for (M other : byId.values()) {
      if (other.p() == p) {
        other.releasep();
      }
    }
  }

  /**
   * Runs {@code body} while {@code machine} has claimed P {@code pid}, unless it runs it anyway.
   */
  public void withP(M machine, int pid, Consumer<P> body) {
    P p = sched.p(pid);
    if (machine.pid() == pid) {
      body.accept(p);
      return;
    }
    idle(pid);
    if (!sched.tryClaim(machine, p)) {
      throw new IllegalStateException(p + " cannot be claimed by " + machine);
    }
    try {
      body.accept(p);
    } finally {
      sched.unclaim(machine, p);
    }
  }

  /** How many Ps there are room for. */
  public int procs() {
    return sched.procs();
  }
}
