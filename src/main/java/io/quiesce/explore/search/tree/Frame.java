package io.quiesce.explore.search.tree;

import io.quiesce.explore.graph.Editor;
import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.model.check.Checker;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.search.execution.Runner;

/** A graph and its editor, reused at one level of revisits. */
record Frame(Graph graph, Editor edit) {

  static Frame of(Checker checker) {
    Graph graph = new Graph(checker.clockRows(), checker.laneRows());
    return new Frame(graph, new Editor(graph));
  }

  /** The value at a place of the operation's location. */
  long value(Runner runner, Op op, int place) {
    int write = graph.writeAt(op.location(), place);
    return write < 0 ? runner.initialValue(op.location()) : graph.valueWritten(write);
  }

  /** True if the place is between the read and the write of a read-modify-write. */
  boolean splitsUpdate(int e, int place) {
    int location = graph.location(e);
    return place <= graph.top(location) && graph.isUpdate(graph.writeAt(location, place));
  }

  /** False for a read that would block although there is something newer to read. */
  static boolean isOfUse(Op op, long value) {
    return !op.kind().awaits()
        || (op.passes(value) && (!op.rmw().comparing() || value == op.expected()));
  }
}
