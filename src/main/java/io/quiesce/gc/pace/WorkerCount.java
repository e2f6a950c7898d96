package io.quiesce.gc.pace;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many workers of one kind run, and how many may (Go: {@code idleMarkWorkers} in mgcpacer.go,
 * used here for dedicated workers too).
 *
 * <pre>
 *  63        32 31         0
 * +------------+------------+
 * |    most    |  running   |
 * +------------+------------+
 * </pre>
 *
 * <p>Both change together by compare-and-set, so no worker starts beyond the limit that is in force
 * when it starts. The limit may fall below the number running; then none starts until enough ended.
 *
 * <p>Orderings: the compare-and-set only counts, nothing is published through it, and a worker
 * takes its state with its P; opaque would do. It is volatile because {@link AtomicLong} has no
 * opaque one, acquire or release alone would claim a partner that does not exist, and no path here
 * is hot.
 */
public final class WorkerCount {
  private static final int SHIFT = 32;

  private final AtomicLong word = new AtomicLong();

  /** No worker may run. */
  public WorkerCount() {}

  /** Whether one more may start at this moment; a hint. */
  public boolean wantsMore() {
    long seen = word.getOpaque();
    return running(seen) < most(seen);
  }

  /** Starts one; false if as many run as may. */
  public boolean tryStart() {
    long seen = word.getOpaque();
    while (running(seen) < most(seen)) {
      long witness = word.compareAndExchange(seen, seen + 1);
      if (witness == seen) {
        return true;
      }
      seen = witness;
    }
    return false;
  }

  /**
   * One has ended.
   *
   * @throws IllegalStateException if none runs
   */
  public void end() {
    long seen = word.getOpaque();
    while (true) {
      if (running(seen) == 0) {
        throw new IllegalStateException("a mark worker ended but none runs: " + this);
      }
      long witness = word.compareAndExchange(seen, seen - 1);
      if (witness == seen) {
        return;
      }
      seen = witness;
    }
  }

  /**
   * Sets how many may run.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public void limit(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("limit of " + most + " mark workers");
    }
    word.updateAndGet(seen -> ((long) most << SHIFT) | running(seen));
  }

  /** How many run. */
  public int running() {
    return running(word.getOpaque());
  }

  /** How many may run. */
  public int most() {
    return most(word.getOpaque());
  }

  private static int running(long word) {
    return (int) word;
  }

  private static int most(long word) {
    return (int) (word >>> SHIFT);
  }

  @Override
  public String toString() {
    return running() + " of " + most();
  }
}
