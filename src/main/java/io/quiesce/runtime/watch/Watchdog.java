package io.quiesce.runtime.watch;

import java.util.function.LongSupplier;

/**
 * Notices hangs: a figure that must grow has not grown for a number of looks.
 *
 * <p>It counts its own looks and does not read a clock, so a process that was stopped as a whole
 * for a while is not taken for one that hangs. Confined to one thread.
 */
public final class Watchdog {
  private final String what;
  private final LongSupplier figure;
  private final int patience;
  private long seen = Long.MIN_VALUE;
  private int idle;

  /**
   * A watchdog.
   *
   * @param what the figure, for the message
   * @param figure grows while there is progress
   * @param patience so many looks in a row at an unchanged figure are a hang, at least 1
   */
  public Watchdog(String what, LongSupplier figure, int patience) {
    this.what = what;
    this.figure = figure;
    this.patience = Math.max(1, patience);
  }

  /**
   * Looks once.
   *
   * @return what hangs, or null
   */
  public String look() {
    long now = figure.getAsLong();
    idle = now == seen ? idle + 1 : 0;
    seen = now;
    return idle < patience ? null : what + " has been " + now + " for " + idle + " looks";
  }
}
