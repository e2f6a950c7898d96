package io.quiesce.explore.search;

import java.util.List;

/**
 * How far a worker is, as it publishes it from time to time.
 *
 * @param executions how many it has visited
 * @param share what part of the tree that is, if the children of a branching are equally large
 * @param probes how many random ways down it has gone
 * @param found how many executions those found together
 */
record Standing(long executions, double share, long probes, double found) {
  static final Standing START = new Standing(0, 0, 0, 0);

  /** All workers together. */
  static Standing sum(List<Standing> parts) {
    return parts.stream()
        .reduce(
            START,
            (a, b) ->
                new Standing(
                    a.executions + b.executions,
                    a.share + b.share,
                    a.probes + b.probes,
                    a.found + b.found));
  }

  /**
   * About how many executions there are, 0 if that is not known. Random ways tell; where there were
   * none, or more was visited than they promised, the share of the tree does.
   */
  double whole() {
    double mean = probes == 0 ? 0 : found / probes;
    double byShare = share > 0 ? executions / Math.min(1, share) : 0;
    if (probes == 0) {
      return byShare;
    }
    return mean > executions ? mean : Math.min(byShare, 2.0 * executions);
  }
}
