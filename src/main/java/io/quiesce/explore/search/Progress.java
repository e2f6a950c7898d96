package io.quiesce.explore.search;

/** Is told, from time to time, how far a search is. Called by the thread that runs the search. */
@FunctionalInterface
public interface Progress {
  /**
   * Looks at the progress.
   *
   * @param executions how many executions have been visited
   * @param whole about how many there are, 0 if that is not known yet
   */
  void at(long executions, double whole);
}
