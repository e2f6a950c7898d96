package io.quiesce.architecture.planted;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Static state of every kind, and two constants that are none. */
public final class Remembering {
  static final AtomicInteger CALLS = new AtomicInteger();
  static final ArrayList<String> NAMES = new ArrayList<>();
  static final int[] TABLE = {1, 2};
  static int last;

  static final List<String> FINE = List.of("a");
  private static final int[] ALSO_FINE = {3};

  private Remembering() {}

  /** A switch, for which javac makes a static table. */
  static int fine(Thread.State state) {
    return switch (state) {
      case NEW -> 0;
      default -> 1;
    };
  }

  /** Uses everything. */
  static int sum() {
    last++;
    return CALLS.get() + NAMES.size() + TABLE[0] + FINE.size() + ALSO_FINE[0] + last;
  }
}
