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

  /** Room on either side: two cache lines, since lines are fetched in pairs. */
  private static final int PAD = 32;

  private static final int SYSTEM_DEPTH = PAD;
  private static final int PID = PAD + 1;
  private static final int GATE_DEPTH = PAD + 2;
  private static final int GATE_STRIPE = PAD + 3;

  /**
   * All that changes with each operation, in a padded array: a collector may move the contexts of
   * two threads side by side, and each of them writes here several times an allocation.
   */
  private final int[] state = new int[PAD + 4 + PAD];

  /** Makes a context on a user stack, without P. */
  protected ExecutionContext() {
    state[PID] = NO_P;
    state[GATE_STRIPE] = NO_P;
  }

  /** How many times this context has entered the gate and not left it; owned by PhaseGate. */
  final int gateDepth() {
    return state[GATE_DEPTH];
  }

  final void setGateDepth(int depth) {
    state[GATE_DEPTH] = depth;
  }

  /** The stripe through which it entered first, or {@link #NO_P}; valid while inside the gate. */
  final int gateStripe() {
    return state[GATE_STRIPE];
  }

  final void setGateStripe(int pid) {
    state[GATE_STRIPE] = pid;
  }

  /** The id of the P that this M owns, or {@link #NO_P}. */
  public final int pid() {
    return state[PID];
  }

  /** Records that the M now owns P {@code id}, or none ({@link #NO_P}). */
  protected final void setPid(int id) {
    state[PID] = id;
  }

  /** True while the M runs on its system stack. */
  public final boolean onSystemStack() {
    return state[SYSTEM_DEPTH] > 0;
  }

  /** Switches to the system stack; calls nest. Pair with {@link #leaveSystemStack} in a finally. */
  public final void enterSystemStack() {
    state[SYSTEM_DEPTH]++;
  }

  /**
   * Leaves the innermost {@link #enterSystemStack}.
   *
   * @throws SystemStackException if the M is not on the system stack
   */
  public final void leaveSystemStack() {
    if (state[SYSTEM_DEPTH] == 0) {
      throw new SystemStackException(
          "leaveSystemStack: " + this + " is on a user stack; pair each leave with an enter");
    }
    state[SYSTEM_DEPTH]--;
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
    if (CHECK && state[SYSTEM_DEPTH] == 0) {
      throw offSystemStack(operation);
    }
  }

  private SystemStackException offSystemStack(String operation) {
    return new SystemStackException(
        operation
            + " on a user stack of "
            + this
            + " (P "
            + (pid() == NO_P ? "none" : pid())
            + "); call it inside systemstack(...)");
  }
}
