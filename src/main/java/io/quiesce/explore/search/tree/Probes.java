package io.quiesce.explore.search.tree;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.model.check.Checker;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Estimates how many executions a tree has, from random ways down (Knuth, <i>Estimating the
 * Efficiency of Backtrack Programs</i>, Mathematics of Computation 29, 1975).
 *
 * <p>A way counts as many executions as the product of its branchings if it ends in an execution,
 * else none. The mean is right in expectation, however unlike the subtrees are; where they are very
 * unlike, few ways tell little. Belongs to the worker of the search that it goes beside.
 */
public final class Probes {
  private final Explorer explorer;
  private final Predicate<Graph> counts;
  private final SplittableRandom random;
  private Draw draw;
  private double sum;
  private long drawn;

  /**
   * Prepares to estimate the tree of a search.
   *
   * @param checker one of its own
   * @param counts whether a leaf is an execution
   */
  public Probes(Explorer search, Checker checker, Predicate<Graph> counts, long seed) {
    this.explorer = search.beside(checker, this::reached);
    this.counts = counts;
    this.random = new SplittableRandom(seed);
  }

  /** Goes down once; the search beside it may be anywhere. */
  public void probe() {
    draw = new Draw(random);
    explorer.follow(draw);
    drawn++;
  }

  private void reached(Graph g) {
    sum += counts.test(g) ? draw.weight() : 0;
  }

  /** The executions that the ways have counted together. */
  public double sum() {
    return sum;
  }

  /** How many ways were gone. */
  public long drawn() {
    return drawn;
  }
}
