package io.quiesce.hunt.bisect;

import java.util.List;

/**
 * What a bisection found.
 *
 * @param first the first bad revision, as far as it can be told
 * @param candidates all that may be it, oldest first: those before {@code first} do not build
 * @param confidence the probability that none of the revisions that were taken for good is bad
 * @param steps what was looked at, in order
 */
public record Culprit(
    String first, List<String> candidates, double confidence, List<Probed> steps) {
  /** Copies the lists. */
  public Culprit {
    candidates = List.copyOf(candidates);
    steps = List.copyOf(steps);
  }
}
