package io.quiesce.stack.segmented.goroutine;

import io.quiesce.stack.segmented.SegmentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All functions of a program and their program counters (Go: the symbol table behind {@code
 * findfunc}). Immutable; any thread.
 */
public final class FuncTable {
  /** The return address of a goroutine's first function. */
  static final long GOEXIT = 0x40_0000;

  /** The return address of the first function of a further segment. */
  static final long LESSSTACK = 0x40_0010;

  private static final long FIRST = 0x40_0040;
  private static final int STEP = 32;
  private static final int PROLOGUE = 8;

  private final List<Func> funcs;
  private final Map<Func, Long> entries = new HashMap<>();

  /** The program of these functions. */
  public FuncTable(List<Func> funcs) {
    this.funcs = List.copyOf(funcs);
    for (int i = 0; i < funcs.size(); i++) {
      entries.put(funcs.get(i), FIRST + (long) i * STEP);
    }
  }

  /** The functions, in the order of their addresses. */
  public List<Func> funcs() {
    return funcs;
  }

  /**
   * The address of the first instruction.
   *
   * @throws SegmentException if the function is none of this program
   */
  public long entry(Func f) {
    Long entry = entries.get(f);
    if (entry == null) {
      throw new SegmentException(f + " is no function of this program; pass it to the constructor");
    }
    return entry;
  }

  /** An address behind the prologue, where the frame exists. */
  long body(Func f) {
    return entry(f) + PROLOGUE;
  }

  /** True if {@code pc} lies before the point where the frame exists. */
  boolean inPrologue(long pc) {
    return (pc - FIRST) % STEP == 0;
  }

  /**
   * The function of a program counter.
   *
   * @throws SegmentException if there is none
   */
  Func find(long pc) {
    long i = (pc - FIRST) / STEP;
    if (pc < FIRST || i >= funcs.size()) {
      throw new SegmentException(
          "0x"
              + Long.toHexString(pc)
              + " is no program counter of "
              + funcs
              + "; a return address"
              + " on the stack was overwritten");
    }
    return funcs.get((int) i);
  }
}
