package io.quiesce.explore.search.execution;

/** How an execution ends. */
public enum Ending {
  /** Every thread has ended. */
  COMPLETE,
  /** Some threads wait for each other in a circle. */
  DEADLOCK,
  /** A thread waits for what has already happened, or what nobody is left to do. */
  LOST_WAKEUP,
  /** A thread turns in a loop, has seen the newest values, and nobody is left to change them. */
  LIVELOCK,
  /**
   * A thread turns in a loop and never sees what is newer, because it looks with plain reads alone.
   * Such a read may be done once, before the loop: no happens-before edge leads to a later one (JLS
   * 17.4.5), and unlike an opaque read it need not see a write in the end.
   */
  STALE,
  /** A bound was hit, so what would come after is not known. */
  BOUND,
  /**
   * A thread waits though there is something newer to see: no execution, but a way by which the
   * search reaches others.
   */
  WAITING,
  /** Complete, but the model, asked about the whole, forbids it. */
  INCONSISTENT;

  /** True if this is an execution of the program, which is shown to visitors and counted once. */
  public boolean isExecution() {
    return this != WAITING && this != INCONSISTENT;
  }

  /** True if some thread can never go on. */
  public boolean isStuck() {
    return this == DEADLOCK || this == LOST_WAKEUP || this == LIVELOCK || this == STALE;
  }
}
