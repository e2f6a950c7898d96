package io.quiesce.explore.weaken;

import io.quiesce.explore.run.TestReport;
import java.util.List;
import java.util.Optional;

/**
 * What became of a weakening.
 *
 * @param weakening the access and its weaker mode
 * @param failure the test that failed, with what it says; empty if none did
 * @param proved tests that hold with the weaker mode too, in all their executions
 * @param sampled tests that may hold: not all of their executions were visited
 * @param left how many more tests come by, for which there was no time
 */
public record Weakened(
    Weakening weakening,
    Optional<TestReport> failure,
    List<String> proved,
    List<String> sampled,
    int left) {
  /** Copies the lists. */
  public Weakened {
    proved = List.copyOf(proved);
    sampled = List.copyOf(sampled);
  }

  /** Whether a test shows that the weaker mode is wrong. */
  public boolean isNeeded() {
    return failure.isPresent();
  }
}
