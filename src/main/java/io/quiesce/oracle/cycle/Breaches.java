package io.quiesce.oracle.cycle;

import io.quiesce.oracle.OracleException;
import java.util.ArrayList;
import java.util.List;

/** What does not hold; the first few with their values, all counted. */
final class Breaches {
  private static final int SHOWN = 20;

  private final List<String> shown = new ArrayList<>();
  private int more;

  Breaches() {}

  void add(String breach) {
    if (shown.size() < SHOWN) {
      shown.add(breach);
    } else {
      more++;
    }
  }

  void require(boolean holds, String breach) {
    if (!holds) {
      add(breach);
    }
  }

  void requireEqual(String what, long expected, long found) {
    require(expected == found, what + ": expected " + expected + ", found " + found);
  }

  /** Takes over what {@code check} throws. */
  void collect(Runnable check) {
    try {
      check.run();
    } catch (OracleException e) {
      add(e.getMessage());
    }
  }

  /**
   * Throws if something does not hold.
   *
   * @throws OracleException with the breaches
   */
  void report(String what) {
    if (!shown.isEmpty()) {
      if (more > 0) {
        shown.add("and " + more + " more");
      }
      throw new OracleException(what, shown);
    }
  }
}
