package io.quiesce.trace.span;

import io.quiesce.phase.ExecutionContext;

/** The M of a replayed event, with the P that the event names. */
final class ReplayContext extends ExecutionContext {
  ReplayContext() {}

  /** Takes the P of the next event, -1 for none. */
  ReplayContext on(int pid) {
    setPid(pid);
    return this;
  }

  @Override
  public String toString() {
    return "replayed M";
  }
}
