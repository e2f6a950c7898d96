package io.quiesce.explore.search.tree;

import io.quiesce.explore.graph.Editor;
import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.model.check.Checker;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.search.execution.Runner;
import io.quiesce.explore.search.execution.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The depth-first search of one worker.
 *
 * <h2>Algorithm</h2>
 *
 * <ol>
 *   <li>The first thread that can go on does its next operation.
 *   <li>A read branches over the writes that the model lets it read.
 *   <li>A write branches over the places in its location's order that the model lets it have; then
 *       it revisits earlier reads ({@link Revisits}), each in a smaller graph of its own.
 *   <li>If no thread can go on, the graph is a leaf: complete, or blocked.
 * </ol>
 */
public final class Explorer {
  private final Runner runner;
  private final Checker checker;
  private final Consumer<Graph> leaves;
  private final Path path = new Path();
  private final Revisits revisits = new Revisits();
  private final List<Frame> frames = new ArrayList<>();
  private final Waiting waiting;
  private final Prospects prospects;
  private int level;

  /**
   * Prepares a search.
   *
   * @param leaves is shown every graph in which no thread can go on
   */
  public Explorer(Program program, Checker checker, Waiting waiting, Consumer<Graph> leaves) {
    this(new Runner(program), checker, waiting, leaves);
  }

  private Explorer(Runner runner, Checker checker, Waiting waiting, Consumer<Graph> leaves) {
    this.runner = runner;
    this.checker = checker;
    this.leaves = leaves;
    this.waiting = waiting;
    this.prospects = new Prospects(checker);
  }

  /** Where the search is. */
  public Path path() {
    return path;
  }

  /** What runs the program. */
  public Runner runner() {
    return runner;
  }

  /** Another search of the same tree, which runs the program in turn with this one. */
  Explorer beside(Checker another, Consumer<Graph> itsLeaves) {
    return new Explorer(runner, another, waiting, itsLeaves);
  }

  /** Visits all that a task names. */
  public void explore(Task task) {
    path.follow(task);
    visitRoot();
    path.finish();
  }

  /** Visits one leaf, the one that is drawn. */
  void follow(Draw draw) {
    path.follow(draw);
    visitRoot();
  }

  private void visitRoot() {
    level = 0;
    Frame root = frame(0);
    root.graph().clear(runner.start());
    visit(root);
  }

  private Frame frame(int at) {
    while (frames.size() <= at) {
      frames.add(Frame.of(checker));
    }
    return frames.get(at);
  }

  private void visit(Frame f) {
    if (!path.goesDown()) {
      return;
    }
    int base = f.graph().size();
    int thread;
    do {
      thread = nextThread(f.graph());
      if (thread < 0) {
        leaves.accept(f.graph());
      }
    } while (thread >= 0 && step(f, thread));
    f.edit().truncate(base);
    path.up();
  }

  /** The first thread that can go on, or -1. */
  private int nextThread(Graph g) {
    for (int t = 0; t < g.threads(); t++) {
      if (g.exists(t) && canGoOn(g, t)) {
        return t;
      }
    }
    return -1;
  }

  private boolean canGoOn(Graph g, int t) {
    int last = g.last(t);
    if (last >= 0) {
      if (g.isBlocked(last) || g.op(last).kind() == Kind.END) {
        return false;
      }
      if (g.isHalfDone(t)) {
        return true;
      }
      if (waiting.isTooLong(g, t)) {
        return false;
      }
    }
    Op op = g.pending(t);
    if (op == null) {
      op = runner.next(g, t);
      g.expect(t, op);
    }
    return op.kind() != Kind.JOIN || g.ended(op.thread());
  }

  /** Does the next operation of a thread; false if that branched and all branches are done. */
  private boolean step(Frame f, int thread) {
    if (f.graph().isHalfDone(thread)) {
      return write(f, f.edit().appendUpdate(thread));
    }
    Op op = f.graph().pending(thread);
    int e = f.edit().append(thread, op);
    checker.begin(f.graph(), e);
    if (op.kind().reads()) {
      return read(f, e, op);
    }
    if (op.kind() == Kind.WRITE) {
      return write(f, e);
    }
    if (op.kind() == Kind.CHOICE && op.value() > 1) {
      return choose(f, e, op);
    }
    waiting.settle(f.graph(), e);
    return true;
  }

  private boolean choose(Frame f, int e, Op op) {
    do {
      path.enter((int) op.value());
      for (long number = 0; number < op.value(); number++) {
        if (path.take()) {
          f.edit().choose(e, number);
          f.graph().expect(f.graph().thread(e), null);
          visit(f);
        }
      }
    } while (path.leave());
    return false;
  }

  private boolean read(Frame f, int e, Op op) {
    Graph g = f.graph();
    int top = g.top(op.location());
    int floor = checker.floor(g, e);
    if (floor == top && !Editor.maySpuriouslyFail(op, f.value(runner, op, top))) {
      f.edit().read(e, top, f.value(runner, op, top), false);
      return isHopeful(g, e, true);
    }
    boolean weak = Editor.isWeak(op);
    do {
      path.enter((weak ? 2 : 1) * (top - floor + 1));
      for (int place = top; place >= floor && !path.done(); place--) {
        long value = f.value(runner, op, place);
        if (path.take() && (place == top || Frame.isOfUse(op, value))) {
          readOne(f, e, place, value, false);
        }
        if (weak && path.take() && Editor.maySpuriouslyFail(op, value)) {
          readOne(f, e, place, value, true);
        }
      }
    } while (path.leave());
    return false;
  }

  private void readOne(Frame f, int e, int place, long value, boolean spurious) {
    f.edit().read(e, place, value, spurious);
    if (isHopeful(f.graph(), e, place == f.graph().top(f.graph().location(e)))) {
      f.graph().expect(f.graph().thread(e), null);
      visit(f);
    }
    f.edit().unread(e);
  }

  private boolean write(Frame f, int e) {
    Graph g = f.graph();
    checker.begin(g, e);
    int[] reads = revisits.find(g, e);
    int top = g.top(g.location(e)) + 1;
    int floor = g.isUpdate(e) ? g.place(g.before(e)) + 1 : checker.floor(g, e);
    int ceiling = g.isUpdate(e) ? floor : top;
    if (reads.length == 0 && floor == top) {
      f.edit().place(e, top);
      return isHopeful(g, e, true);
    }
    do {
      path.enter(ceiling - floor + 1 + top * Revisits.weight(g, reads));
      for (int place = ceiling; place >= floor && !path.done(); place--) {
        if (path.take() && !f.splitsUpdate(e, place)) {
          writeOne(f, e, place);
        }
      }
      for (int i = 0; i < reads.length && !path.done(); i++) {
        revisit(f, reads[i], e);
      }
    } while (path.leave());
    return false;
  }

  private void writeOne(Frame f, int e, int place) {
    boolean newest = place == f.graph().top(f.graph().location(e)) + 1;
    f.edit().place(e, place);
    if (isHopeful(f.graph(), e, newest)) {
      visit(f);
    }
    f.edit().unplace(e);
  }

  /** Completes the newest event; false if nothing consistent can be reached from here. */
  private boolean isHopeful(Graph g, int e, boolean newest) {
    checker.finish(g, e);
    return (newest || checker.consistent(g, e))
        && (checker.accepts(g, e, newest) || prospects.any(g));
  }

  private void revisit(Frame from, int read, int write) {
    Frame f = frame(++level);
    Graph g = f.graph();
    int r = f.edit().restrict(from.graph(), read, write);
    int e = g.size() - 1;
    Op op = g.op(r);
    long value = g.valueWritten(e);
    int location = g.location(e);
    int top = g.top(location) + 1;
    int floor = g.isUpdate(e) ? g.place(g.before(e)) + 1 : checker.floor(g, e);
    int ceiling = g.isUpdate(e) ? floor : top;
    for (int place = ceiling; place >= floor; place--) {
      boolean plain = path.take();
      boolean spurious = Editor.isWeak(op) && path.take();
      if ((plain || spurious) && !f.splitsUpdate(e, place)) {
        f.edit().place(e, place);
        checker.finish(g, e);
        if (plain) {
          revisitOne(f, r, e, value, false);
        }
        if (spurious && Editor.maySpuriouslyFail(op, value)) {
          revisitOne(f, r, e, value, true);
        }
        f.edit().unplace(e);
      }
    }
    level--;
  }

  private void revisitOne(Frame f, int r, int e, long value, boolean spurious) {
    Graph g = f.graph();
    int place = g.place(e);
    checker.begin(g, r);
    if (checker.floor(g, r) <= place) {
      f.edit().read(r, place, value, spurious);
      checker.finish(g, r);
      if (checker.consistent(g, e)
          && checker.consistent(g, r)
          && (checker.accepts(g) || prospects.any(g))) {
        g.expect(g.thread(r), null);
        visit(f);
      }
      f.edit().unread(r);
    }
  }
}
