package io.quiesce.explore.search;

import io.quiesce.explore.graph.Graph;

/** What happens at the end of each branch of a search. */
interface Leaves {

  /** No thread of the graph can go on. */
  void reached(Graph g, Runner runner, Path path);
}
