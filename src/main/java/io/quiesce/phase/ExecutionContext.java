package io.quiesce.phase;

import java.util.function.Supplier;

/**
 * Which stack the running M is on, which P it owns, and whether it is inside the phase gate.
 *
 * <p>An instance belongs to the one thread that runs it; all its fields are plain. It is handed
 * explicitly to each operation that needs it (Go finds it through {@code getg()}), so that one
 * thread can play several Ms in a test and no operation pays for a thread-local lookup.
 *
 * <p>The check of {@link #requireSystemStack} can be turned off with {@code
 * -Dquiesce.systemstack.check=false}, for measurements only.
 */
public abstract class ExecutionContext {
  /** The value of {@link #pid()} while the M owns no P. */
  public static final int NO_P = -1;

  private static final boolean CHECK =
      !"false".equals(System.getProperty("quiesce.systemstack.check"));

  private int systemDepth;
  private int pid = NO_P;

  /** How many times this context has entered the gate and not left it; owned by PhaseGate. */
  int gateDepth;

  /** The stripe through which it entered first, or {@link #NO_P}; valid while gateDepth > 0. */
  int gateStripe = NO_P;

  /** Makes a context on a user stack, without P. */
  protected ExecutionContext() {}

  /** The id of the P that this M owns, or {@link #NO_P}. */
  public final int pid() {
    return pid;
  }

  /** Records that the M now owns P {@code id}, or none ({@link #NO_P}). */
  protected final void setPid(int id) {
    pid = id;
  }

  /** True while the M runs on its system stack. */
  public final boolean onSystemStack() {
    return systemDepth > 0;
  }

  /** Switches to the system stack; calls nest. Pair with {@link #leaveSystemStack} in a finally. */
  public final void enterSystemStack() {
    systemDepth++;
  }

  /**
   * Leaves the innermost {@link #enterSystemStack}.
   *
   * @throws SystemStackException if the M is not on the system stack
   */
  public final void leaveSystemStack() {
    if (systemDepth == 0) {
      throw new SystemStackException(
          "leaveSystemStack: " + this + " is on a user stack; pair each leave with an enter");
    }
    systemDepth--;
  }

  /** Runs {@code body} on the system stack (Go: {@code systemstack}). */
  public final void systemstack(Runnable body) {
    enterSystemStack();
    try {
      body.run();
    } finally {
      leaveSystemStack();
    }
  }

  /** Runs {@code body} on the system stack and returns its result. */
  public final <T> T systemstack(Supplier<T> body) {
    enterSystemStack();
    try {
      return body.get();
    } finally {
      leaveSystemStack();
    }
  }

  /**
   * The run-time check at the entry of each {@link SystemStack} method (Y1).
   *
   * @param operation the method's name, for the message
   * @throws SystemStackException if the M is on a user stack
   */
  public final void requireSystemStack(String operation) {
    if (CHECK && systemDepth == 0) {
      throw offSystemStack(operation);
    }
  }

  private SystemStackException offSystemStack(String operation) {
    return new SystemStackException(
        operation
            + " on a user stack of "
            + this
            + " (P "
            + (pid == NO_P ? "none" : pid)
            + "); call it inside systemstack(...)");
  }
}
