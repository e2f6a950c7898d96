package io.quiesce.gc.mark;

import java.util.function.BooleanSupplier;

/**
 * How a background worker drains (Go: {@code gcDrainFlags}).
 *
 * @param untilPreempt whether it stops when its P is asked for
 * @param flushCredit whether its scan work becomes credit for assists
 * @param check asked every {@link Drain#CHECK_WORK} units; true stops it (idle and fractional
 *     workers)
 */
public record DrainMode(boolean untilPreempt, boolean flushCredit, BooleanSupplier check) {
  /** Until nothing is left, whoever asks for the P; credit goes to assists. */
  public static final DrainMode DEDICATED = new DrainMode(false, true, () -> false);

  /** Until the P is asked for; credit goes to assists. */
  public static final DrainMode PREEMPTIBLE = new DrainMode(true, true, () -> false);

  /** Until nothing is left, without credit: for termination, when no assist runs. */
  public static final DrainMode TERMINATION = new DrainMode(false, false, () -> false);

  /** Until the P is asked for or {@code check} says so; credit goes to assists. */
  public static DrainMode until(BooleanSupplier check) {
    return new DrainMode(true, true, check);
  }
}
