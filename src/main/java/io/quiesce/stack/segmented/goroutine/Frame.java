package io.quiesce.stack.segmented.goroutine;

/**
 * A frame as the traceback finds it (Go: {@code Stkframe}).
 *
 * @param func its function
 * @param pc where it goes on
 * @param sp its lowest address
 * @param argp where its arguments lie
 * @param inPrologue true if it has no locals yet and sp is the place of the return address
 */
public record Frame(Func func, long pc, long sp, long argp, boolean inPrologue) {
  private static final int WORD = 8;

  /** The address of a local. */
  public long localAddress(int slot) {
    return sp + (long) (func.outs() + slot) * WORD;
  }

  /** The address of an argument. */
  public long argAddress(int slot) {
    return argp + (long) slot * WORD;
  }

  /** The address of an argument for a callee. */
  public long outAddress(int slot) {
    return sp + (long) slot * WORD;
  }

  /** The address of the return address. */
  long returnAddress() {
    return argp - WORD;
  }
}
