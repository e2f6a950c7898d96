package io.quiesce.explore.brute;

import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Rmw;

/**
 * One event; {@code source} is the name of the event read from, {@code init} for the initial value.
 */
record BruteEvent(
    int thread,
    int index,
    Op op,
    String source,
    long read,
    long written,
    boolean writes,
    boolean spurious) {

  String name() {
    return thread + "." + index;
  }

  boolean reads() {
    return op.kind() == Kind.READ || op.kind() == Kind.RMW;
  }

  boolean updates() {
    return reads() && writes;
  }

  boolean isFence(Fence... sorts) {
    for (Fence sort : sorts) {
      if (op.kind() == Kind.FENCE && op.fence() == sort) {
        return true;
      }
    }
    return false;
  }

  boolean isVolatile() {
    return op.location() >= 0 && op.mode().isTotal();
  }

  /** What the program is told. */
  long result() {
    boolean weak = op.kind() == Kind.RMW && op.rmw() == Rmw.WEAK_CAS;
    return weak ? (writes ? 1 : 0) : read;
  }

  @Override
  public String toString() {
    return name() + (reads() ? "<" + source : "") + (spurious ? "~" : "");
  }
}
