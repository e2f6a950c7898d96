package io.quiesce.explore.model;

/** The definition of a memory model: which execution graphs are consistent. */
public interface Axioms {

  /** True if the graph from which {@code x} was made is consistent. Any graph, complete or not. */
  boolean consistent(Relations x);
}
