package io.quiesce.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A second record of all work, kept by a test beside the subject: each item is made once, taken
 * once and done once (W4, C4), and when marking is declared over none is left (C2). It counts
 * outstanding items, which is another way to decide than the subject's (golang.org/design/17503).
 *
 * <p>Call {@link #made} before an item is published, {@link #done} after its children were. Thread-
 * safe.
 */
public final class ShadowWork {
  private static final int NONE = 0;
  private static final int MADE = 1;
  private static final int DONE = 2;

  private final AtomicIntegerArray states;
  private final AtomicInteger outstanding = new AtomicInteger();

  /** Nothing made; items have the numbers 1 to {@code items}. */
  public ShadowWork(int items) {
    states = new AtomicIntegerArray(items + 1);
  }

  /**
   * The item is about to become grey.
   *
   * @return false if somebody made it before: the caller must not publish it
   */
  public boolean made(int item) {
    // counted before it can be seen, so that zero is stable
    outstanding.getAndIncrement();
    if (states.compareAndSet(item, NONE, MADE)) {
      return true;
    }
    outstanding.getAndDecrement();
    return false;
  }

  /**
   * The item was taken and scanned.
   *
   * @throws OracleException if it was never made, or is done for the second time
   */
  public void done(int item) {
    int seen = states.compareAndExchange(item, MADE, DONE);
    if (seen != MADE) {
      throw new OracleException(
          "work item " + item,
          List.of("W4: " + (seen == NONE ? "was never made" : "was taken twice")));
    }
    outstanding.getAndDecrement();
  }

  /** How many items are made and not done. */
  public int outstanding() {
    return outstanding.get();
  }

  /**
   * Marking is declared over.
   *
   * @throws OracleException if an item is made and not done
   */
  public void requireNoneLeft() {
    List<String> left = new ArrayList<>();
    for (int item = 1; item < states.length(); item++) {
      if (states.get(item) == MADE) {
        left.add("C2: item " + item + " is grey");
      }
    }
    if (!left.isEmpty()) {
      throw new OracleException("marking is declared over", left);
    }
  }
}
