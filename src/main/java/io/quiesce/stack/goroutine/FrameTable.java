package io.quiesce.stack.goroutine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The layouts that frames refer to by number (Go: the function table).
 *
 * <p>Layouts are only added. Each addition publishes a new array by compare-and-set, so whoever was
 * given a number finds its layout (release, acquire).
 */
public final class FrameTable {
  private static final int FIRST = 1;

  private final AtomicReference<FrameLayout[]> layouts =
      new AtomicReference<>(new FrameLayout[] {null});

  /** Makes an empty table. */
  public FrameTable() {}

  /** Adds a layout and returns its number, at least 1. */
  public int add(FrameLayout layout) {
    FrameLayout[] seen;
    FrameLayout[] next;
    do {
      // acquire, with the CAS: the array is copied; weaker: a layout is lost
      seen = layouts.getAcquire();
      next = Arrays.copyOf(seen, seen.length + 1);
      next[seen.length] = layout;
      // release, with the acquire in get; weaker: a number without its layout. The acquire half is
      // idle: the load had it
    } while (!layouts.compareAndSet(seen, next));
    return seen.length;
  }

  /**
   * The layout with a number.
   *
   * @throws FrameException if there is none: the word it was read from is no frame header
   */
  public FrameLayout get(long number) {
    // acquire: a newer array than the number's own is seen filled
    FrameLayout[] all = layouts.getAcquire();
    if (number < FIRST || number >= all.length) {
      throw new FrameException(
          "no frame layout has number " + number + "; known are 1 to " + (all.length - 1));
    }
    return all[(int) number];
  }
}
