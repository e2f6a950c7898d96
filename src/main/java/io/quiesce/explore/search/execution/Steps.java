package io.quiesce.explore.search.execution;

import io.quiesce.explore.graph.Editor;
import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.model.check.Checker;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;

/**
 * One execution, built step by step without going back: what replay and random walks have in
 * common.
 */
public final class Steps {
  private final Runner runner;
  private final Checker checker;
  private final Waiting waiting;
  private final Graph graph;
  private final Editor edit;
  private boolean demanding;

  /** Prepares for executions of a program under a model. */
  public Steps(Program program, Bounds bounds) {
    runner = new Runner(program);
    checker = bounds.model().checker();
    waiting = new Waiting(bounds);
    graph = new Graph(checker.clockRows(), checker.laneRows());
    edit = new Editor(graph);
  }

  /**
   * Lets no step be made that the model, asked about the whole, rejects. A recording needs no such
   * care: all that it leads through is part of what it ends in.
   */
  public Steps demanding() {
    demanding = true;
    return this;
  }

  private boolean isAccepted(int e, boolean newest) {
    return !demanding || checker.accepts(graph, e, newest);
  }

  /** Begins an execution. */
  public void start() {
    graph.clear(runner.start());
  }

  /** What has been done. */
  public Graph graph() {
    return graph;
  }

  /** What says whether a thread waits. */
  public Waiting waiting() {
    return waiting;
  }

  /** A view of the execution, to be given the graph and the ending. */
  public Execution execution() {
    return new Execution(runner);
  }

  /** How the execution ends, if no thread can go on. */
  public Ending ending() {
    Ending ending = waiting.ending(graph);
    boolean allowed = ending == Ending.WAITING || checker.accepts(graph);
    return allowed ? ending : Ending.INCONSISTENT;
  }

  /** The next operation of a thread, or null if it cannot go on; a half-done update has one too. */
  public Op next(int t) {
    int last = graph.last(t);
    if (!graph.exists(t)
        || graph.ended(t)
        || (last >= 0 && graph.isBlocked(last))
        || waiting.isTooLong(graph, t)) {
      return null;
    }
    if (graph.isHalfDone(t)) {
      return graph.op(last);
    }
    if (graph.pending(t) == null) {
      graph.expect(t, runner.next(graph, t));
    }
    Op op = graph.pending(t);
    return op.kind() == Kind.JOIN && !graph.ended(op.thread()) ? null : op;
  }

  /** True if an await would go on after reading what is at a place. */
  public boolean passes(Op op, int place) {
    int write = place == 0 ? Graph.INITIAL : graph.writeAt(op.location(), place);
    long value = write < 0 ? runner.initialValue(op.location()) : graph.valueWritten(write);
    return op.passes(value) && (!op.rmw().comparing() || value == op.expected());
  }

  /** Adds the next event of a thread, without a source or a place. */
  public int append(int t, Op op) {
    int e = graph.isHalfDone(t) ? edit.appendUpdate(t) : edit.append(t, op);
    checker.begin(graph, e);
    return e;
  }

  /** Lets a read have a source, if the model allows it. */
  public boolean read(int e, int place, boolean spurious) {
    Op op = graph.op(e);
    int write = graph.writeAt(op.location(), place);
    long value = write < 0 ? runner.initialValue(op.location()) : graph.valueWritten(write);
    if (place < checker.floor(graph, e) || (spurious && !Editor.maySpuriouslyFail(op, value))) {
      return false;
    }
    edit.read(e, place, value, spurious);
    checker.finish(graph, e);
    boolean split = graph.isUpdate(e) && isTaken(op.location(), place + 1);
    boolean newest = place == graph.top(op.location());
    boolean allowed = !split && (newest || checker.consistent(graph, e));
    if (!allowed || !isAccepted(e, newest)) {
      edit.unread(e);
      return false;
    }
    return true;
  }

  private boolean isTaken(int location, int place) {
    return place <= graph.top(location) && graph.isUpdate(graph.writeAt(location, place));
  }

  /** Gives a write a place, if the model allows it. */
  public boolean place(int e, int place) {
    int location = graph.location(e);
    int floor = graph.isUpdate(e) ? graph.place(graph.before(e)) + 1 : checker.floor(graph, e);
    boolean forced = graph.isUpdate(e) && place != floor;
    if (place < floor || forced || isTaken(location, place)) {
      return false;
    }
    boolean newest = place == graph.top(location) + 1;
    edit.place(e, place);
    checker.finish(graph, e);
    if ((!newest && !checker.consistent(graph, e)) || !isAccepted(e, newest)) {
      edit.unplace(e);
      return false;
    }
    return true;
  }

  /**
   * Writes what the newest event of a thread, the read of an update, leaves to be written: right
   * after what it read. Takes both parts of the update back if the model does not allow that.
   */
  public boolean update(int t) {
    int read = graph.last(t);
    int write = append(t, graph.op(read));
    if (place(write, graph.place(read) + 1)) {
      return true;
    }
    edit.truncate(graph.size() - 1);
    edit.unread(read);
    return false;
  }

  /** Completes an event that is no access, if the model allows it. */
  public boolean settle(int e, long number) {
    if (graph.op(e).kind() == Kind.CHOICE) {
      edit.choose(e, number);
    } else {
      waiting.settle(graph, e);
    }
    return isAccepted(e, true);
  }
}
