package io.quiesce.explore.search.tree;

import java.util.SplittableRandom;

/**
 * One random way from the root of a tree to a leaf: each branching is gone through twice, first to
 * count the children that there are, then to enter the one that was drawn.
 */
final class Draw {
  private final SplittableRandom random;
  private double weight = 1;
  private int children;
  private int left;
  private boolean counting = true;
  private boolean over;

  Draw(SplittableRandom random) {
    this.random = random;
  }

  /** The number of leaves if all of the tree is like this way: the product of its branchings. */
  double weight() {
    return weight;
  }

  /** True if the child of the branching at a depth, -1 for the root, is to be entered. */
  boolean goesDown(int depth) {
    if (over) {
      return false;
    }
    if (counting && depth >= 0) {
      children++;
      return false;
    }
    if (left > 0) {
      left--;
      return false;
    }
    counting = true;
    children = 0;
    return true;
  }

  /** Ends the way: at a leaf, or where nothing consistent can follow. */
  void finish() {
    over = true;
  }

  /** Draws among the children that were counted; false if there is nothing more to enter. */
  boolean draws() {
    if (over || children == 0) {
      over = true;
      return false;
    }
    weight *= children;
    left = random.nextInt(children);
    counting = false;
    return true;
  }
}
