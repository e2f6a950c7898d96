package io.quiesce.explore.java.strand;

import io.quiesce.explore.transform.UnmodelledException;

/**
 * The first reason why a program cannot be explored.
 *
 * <p>Kept, because the code under exploration may catch whatever is thrown through it. Set by the
 * carrier of a coroutine, checked by the worker after the coroutine has paused.
 */
final class Refusal {
  private volatile RuntimeException first;

  /** Keeps a reason if it is the first, and returns it to be thrown. */
  <T extends RuntimeException> T remember(T reason) {
    if (first == null) {
      first = reason;
    }
    return reason;
  }

  /** Throws the first reason, if there is one. */
  void check() {
    if (first != null) {
      throw first;
    }
  }

  /** What was thrown, as a reason; {@code when} says what was being done. */
  static UnmodelledException of(Throwable thrown, String when) {
    if (thrown instanceof UnmodelledException known) {
      return known;
    }
    UnmodelledException reason = new UnmodelledException(when + ": " + Failures.describe(thrown));
    reason.initCause(thrown);
    return reason;
  }
}
