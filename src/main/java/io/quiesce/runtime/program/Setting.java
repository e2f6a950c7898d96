package io.quiesce.runtime.program;

import java.util.function.BooleanSupplier;

/**
 * What a run of a program is told.
 *
 * @param procs how many Ps there are
 * @param seed for whatever it does at random
 * @param over true once the time is over; then it winds down
 */
public record Setting(int procs, long seed, BooleanSupplier over) {
  /** True once the time is over. */
  public boolean isOver() {
    return over.getAsBoolean();
  }

  /** A seed for goroutine {@code number}, never 0. */
  public long seedOf(long number) {
    long mixed = (seed + number + 1) * 0x9e37_79b9_7f4a_7c15L;
    return (mixed ^ mixed >>> 29) | 1;
  }
}
