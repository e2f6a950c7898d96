package io.quiesce.explore.search;

/** Is told, from time to time, how far a search is. Called by the thread that runs the search. */
@FunctionalInterface
public interface Progress {
  /**
   * Looks at the progress.
   *
   * @param executions how many executions have been visited
   * @param visited the share of the tree that has been visited, 0 to 1; the estimate of the whole
   *     is {@code executions / visited}
   */
  void at(long executions, double visited);
}
