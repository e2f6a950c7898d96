package io.quiesce.hunt.minimise;

import io.quiesce.explore.report.Witness;
import io.quiesce.explore.search.execution.Execution;

/** Keeps the execution with the fewest switches of threads, and of those the shortest. */
final class Shortest {
  private Witness witness;
  private int switches;
  private boolean others;
  private boolean passes;

  void look(Execution execution) {
    int mine = switches(execution.recording().text());
    boolean fewer =
        witness == null
            || mine < switches
            || (mine == switches && execution.graph().size() < witness.steps().size());
    if (fewer) {
      switches = mine;
      witness = Witness.of(execution);
    }
  }

  /** A recording names a thread each time that another goes on; see {@code Recording}. */
  static int switches(String recording) {
    long names =
        recording.chars().filter(sign -> (sign >= 'A' && sign <= 'Z') || sign == '{').count();
    return (int) Math.max(0, names - 1);
  }

  /** There is an execution that fails in another way, or nobody knows that there is none. */
  void another() {
    others = true;
  }

  /** Whether some execution fails in another way, or may. */
  boolean hasOthers() {
    return others;
  }

  /** There is an execution with which nothing is wrong. */
  void pass() {
    passes = true;
  }

  /** Whether nothing is wrong with some execution. */
  boolean hasPasses() {
    return passes;
  }

  /** The execution, or null. */
  Witness witness() {
    return witness;
  }

  /** How often it goes from one thread to another. */
  int switches() {
    return switches;
  }
}
