package io.quiesce.hunt.model;

import java.time.Duration;

/**
 * A bug of the corpus that a night had to find.
 *
 * @param bug its name in the corpus
 * @param tool the tool that must catch it, such as {@code explore}
 * @param state whether it did
 * @param time wall time that it took
 * @param note what was caught, or how far the tool came
 */
public record Planted(String bug, String tool, State state, Duration time, String note) {
  /** How far the search for a planted bug is; the later one wins where ledgers are merged. */
  public enum State {
    /** Not run yet. */
    PENDING,
    /** Ran and did not find it: the night is blind. */
    MISSED,
    /** Found. */
    FOUND
  }

  /** One that has not run yet. */
  public static Planted pending(String bug, String tool) {
    return new Planted(bug, tool, State.PENDING, Duration.ZERO, "");
  }
}
