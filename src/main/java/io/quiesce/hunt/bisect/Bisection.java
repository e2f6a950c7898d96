package io.quiesce.hunt.bisect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Binary search for the first bad of a row of revisions.
 *
 * <p>Both ends are looked at first: where the finding is not in the bad end, or is in the good one,
 * there is nothing to search. A revision that does not build is passed over for its nearest
 * neighbour that does.
 *
 * <p>A finding that shows itself only with rate p in a run may be missed by all k runs of a bad
 * revision, with probability (1 - p)^k. p is estimated at the bad end, by the rule of succession:
 * (seen + 1) / (runs + 2). The confidence is the product of 1 - (1 - p)^k over the revisions that
 * were taken for good without certainty.
 */
public final class Bisection {
  private final Probe probe;
  private final Consumer<Probed> log;
  private final List<Probed> steps = new ArrayList<>();
  private final Set<Integer> unbuilt = new HashSet<>();

  /**
   * A search.
   *
   * @param log gets each step
   */
  public Bisection(Probe probe, Consumer<Probed> log) {
    this.probe = probe;
    this.log = log;
  }

  /**
   * Searches.
   *
   * @param revisions oldest first: the good one, all between, the bad one
   * @throws NoCulpritException if the ends are not as they should be
   * @throws IOException if looking is impossible
   */
  public Culprit run(List<String> revisions) throws IOException {
    if (revisions.size() < 2) {
      throw new NoCulpritException("there is no revision between the good one and the bad one");
    }
    int bad = revisions.size() - 1;
    Probed atBad = look(revisions.get(bad));
    if (!atBad.isBad()) {
      throw new NoCulpritException("the finding is not in the bad revision: " + describe(atBad));
    }
    Probed atGood = look(revisions.get(0));
    if (!atGood.built() || atGood.isBad()) {
      throw new NoCulpritException("the good revision is not good: " + describe(atGood));
    }
    int good = 0;
    for (int next = between(good, bad); next > 0; next = between(good, bad)) {
      Probed seen = look(revisions.get(next));
      if (!seen.built()) {
        unbuilt.add(next);
      } else if (seen.isBad()) {
        bad = next;
      } else {
        good = next;
      }
    }
    return new Culprit(
        revisions.get(bad), revisions.subList(good + 1, bad + 1), confidence(atBad), steps);
  }

  private Probed look(String revision) throws IOException {
    Probed seen = probe.probe(revision);
    steps.add(seen);
    log.accept(seen);
    return seen;
  }

  private static String describe(Probed seen) {
    return seen.built()
        ? seen.revision() + " showed it " + seen.seen() + " of " + seen.runs() + " times"
        : seen.revision() + " could not be looked at: " + seen.note();
  }

  /** The revision nearest to the middle that may build; 0 if none is left. */
  private int between(int good, int bad) {
    int middle = (good + bad) >>> 1;
    for (int away = 0; away < bad - good; away++) {
      for (int next : new int[] {middle - away, middle + away}) {
        if (next > good && next < bad && !unbuilt.contains(next)) {
          return next;
        }
      }
    }
    return 0;
  }

  private double confidence(Probed atBad) {
    double rate = (atBad.seen() + 1.0) / (atBad.runs() + 2.0);
    double confidence = 1;
    for (Probed step : steps) {
      if (step.built() && !step.isBad() && !step.certain()) {
        confidence *= 1 - Math.pow(1 - rate, step.runs());
      }
    }
    return confidence;
  }
}
