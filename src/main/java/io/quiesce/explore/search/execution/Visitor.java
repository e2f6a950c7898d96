package io.quiesce.explore.search.execution;

/**
 * Is shown every execution. With more than one worker it is called by several threads at a time.
 */
@FunctionalInterface
public interface Visitor {
  /** Looks at an execution; everything to be kept of it has to be taken out now. */
  void visit(Execution execution);
}
