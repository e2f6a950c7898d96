package io.quiesce.explore.program;

/**
 * What an operation asks of the search. The result, given to the next {@link Program#resume}, is 0
 * where none is named.
 */
public enum Kind {
  /** Reads a location. Result: the value read. */
  READ,
  /** Writes {@link Op#value} to a location. */
  WRITE,
  /**
   * Reads a location and writes what {@link Op#rmw} makes of it, as one access. Result: the value
   * read, also when {@link Rmw#CAS} fails; for {@link Rmw#WEAK_CAS} 1 if it wrote and 0 if not.
   */
  RMW,
  /**
   * A {@link #READ} that blocks its thread until the value read passes {@link Op#passes}. Result:
   * that value. Reads that do not pass are no part of a complete execution.
   */
  AWAIT_READ,
  /**
   * An {@link #RMW} that blocks its thread until the value read passes {@link Op#passes} (and, for
   * a compare-and-set, is also as expected). Monitor enter is this: await 0, write the owner.
   */
  AWAIT_RMW,
  /** A {@link Fence}. */
  FENCE,
  /**
   * Ends the initialisation of the final fields of {@link Op#object}: a thread that got here
   * through a read of something written later sees what this thread wrote to them.
   */
  FREEZE,
  /**
   * Starts the thread {@link Op#thread}: all that came before happens before its {@link #BEGIN}.
   */
  SPAWN,
  /**
   * Blocks until the thread {@link Op#thread} has ended: all it did happens before what follows.
   */
  JOIN,
  /**
   * The first operation of a thread that was started by {@link #SPAWN}; others may leave it out.
   */
  BEGIN,
  /** The thread has ended. It is not resumed again in this execution. */
  END,
  /** Asks for a number that nothing determines. Result: any of 0 .. {@link Op#value} - 1. */
  CHOICE,
  /**
   * The end of one turn of a waiting loop that has found nothing ({@code onSpinWait}, {@code
   * yield}, the back edge of a retry loop).
   *
   * <p>{@link Op#value} is the number of operations of this thread, before this one, that make up
   * the turn, or 0 if that is not known. A known number is a promise: the thread is in the same
   * state as when the turn began. If the turn wrote nothing, the thread then stays blocked here,
   * because an execution in which the turn sees something else stands for all later turns.
   * Otherwise the loop goes on, until a turn reads exactly the writes that the turn before it read,
   * or the loop bound is hit.
   */
  SPIN,
  /**
   * Something went wrong in this thread: an uncaught exception or a failed assertion, named by
   * {@link Op#message}. Reported with the execution; the thread may go on, usually to {@link #END}.
   */
  ERROR,
  /**
   * The program gives up this execution because a bound of its own was hit, named by {@link
   * Op#message}; the thread stays blocked and the verdict becomes UNKNOWN.
   */
  CUT;

  /**
   * True for accesses, fences, and what starts, begins and joins threads; false for what memory
   * models know nothing of. The end of a thread is of the second sort: a fence in front of it
   * orders nothing, for there is nothing after it in its thread.
   */
  public boolean touchesMemory() {
    return switch (this) {
      case READ, WRITE, RMW, AWAIT_READ, AWAIT_RMW, FENCE, SPAWN, BEGIN, JOIN -> true;
      case FREEZE, END, CHOICE, SPIN, ERROR, CUT -> false;
    };
  }

  /** True if the operation reads a location. */
  public boolean reads() {
    return this == READ || this == RMW || this == AWAIT_READ || this == AWAIT_RMW;
  }

  /** True if the operation waits for a value. */
  public boolean awaits() {
    return this == AWAIT_READ || this == AWAIT_RMW;
  }

  /** True if the operation may read and write in one access. */
  public boolean updates() {
    return this == RMW || this == AWAIT_RMW;
  }
}
