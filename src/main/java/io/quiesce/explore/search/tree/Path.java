package io.quiesce.explore.search.tree;

import java.util.Arrays;

/**
 * Where a depth-first search stands in its tree, which part of the tree it is to visit, and how
 * much of it is done.
 *
 * <p>A level is one branching; its children are numbered in the order in which the search meets
 * them. The children that a search is to visit are a range on each level, so the part of the tree
 * that is left can be cut in two at any time: {@link #split}.
 */
public final class Path {
  private int depth = -1;
  private int[] next = new int[64];
  private int[] from = new int[64];
  private int[] to = new int[64];
  private int[] expected = new int[64];

  /** For each level the share of the whole tree that was given away under the node there. */
  private double[] given = new double[64];

  /** What draws the child to go down to, or null to go down to all. */
  private Draw draw;

  private Task task = Task.ALL;
  private double finished;

  /** Lets the next search visit only what a task says. */
  void follow(Task newTask) {
    task = newTask;
    depth = -1;
  }

  /** Lets the next search go down to one child of each branching only, the one that is drawn. */
  void follow(Draw newDraw) {
    follow(Task.ALL);
    draw = newDraw;
  }

  /** True if the child that has just been made is to be entered. */
  boolean goesDown() {
    return draw == null || draw.goesDown(depth);
  }

  /** Notes that all below a child has been visited. */
  void up() {
    if (draw != null) {
      draw.finish();
      if (depth >= 0) {
        to[depth] = 0;
      }
    }
  }

  /** Goes one level down, to a branching with at most {@code children} children. */
  void enter(int children) {
    depth++;
    if (depth == next.length) {
      next = Arrays.copyOf(next, 2 * depth);
      from = Arrays.copyOf(from, 2 * depth);
      to = Arrays.copyOf(to, 2 * depth);
      expected = Arrays.copyOf(expected, 2 * depth);
      given = Arrays.copyOf(given, 2 * depth);
    }
    next[depth] = 0;
    from[depth] = task.from(depth);
    to[depth] = Math.min(children, task.to(depth));
    expected[depth] = children;
    given[depth] = 0;
  }

  /** Goes to the next child; true if it is to be visited. */
  boolean take() {
    int child = next[depth]++;
    return child >= from[depth] && child < to[depth];
  }

  /** True if no further child of this level is to be visited. */
  boolean done() {
    return next[depth] >= to[depth];
  }

  /** Goes one level up; true if the level is to be gone through once more. */
  boolean leave() {
    if (draw != null) {
      depth--;
      return draw.draws();
    }
    if (depth == task.level()) {
      finished += share(depth) * passed(depth, Integer.MAX_VALUE);
    }
    finished -= given[depth];
    depth--;
    return false;
  }

  /**
   * Gives away what is left on the highest level that has something left, or null if nothing is.
   */
  public Task split() {
    for (int level = 0; level <= depth; level++) {
      if (next[level] < to[level]) {
        int[] prefix = new int[level];
        for (int i = 0; i < level; i++) {
          prefix[i] = next[i] - 1;
        }
        Task rest = new Task(prefix, next[level], to[level]);
        if (level > task.level()) {
          given[level] += share(level) * (Math.min(expected[level], to[level]) - next[level]);
        }
        to[level] = next[level];
        return rest;
      }
    }
    return null;
  }

  /** Counts the task as done. */
  void finish() {
    if (task.level() == 0 && finished == 0) {
      finished = 1;
    }
  }

  /**
   * The share of the whole tree that this path has visited since it was made, if the children of a
   * branching are equally large; between 0 and 1.
   */
  public double visited() {
    double share = 1;
    double sum = finished;
    for (int level = 0; level <= depth; level++) {
      share /= Math.max(1, expected[level]);
      if (level >= task.level()) {
        sum += share * passed(level, next[level] - 1);
      }
    }
    return sum;
  }

  private int passed(int level, int upTo) {
    return Math.max(0, Math.min(upTo, to[level]) - from[level]);
  }

  private double share(int level) {
    double share = 1;
    for (int i = 0; i <= level; i++) {
      share /= Math.max(1, expected[i]);
    }
    return share;
  }
}
