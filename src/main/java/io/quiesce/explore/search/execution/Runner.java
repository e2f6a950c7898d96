package io.quiesce.explore.search.execution;

import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.NondeterminismException;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.program.Rmw;
import io.quiesce.explore.program.Script;
import java.util.Arrays;

/**
 * Keeps a program in step with a graph: brings a thread to the end of its events and asks what it
 * does next.
 *
 * <p>Lazy on purpose. A thread is run only when its next operation is not known, and what was run
 * before is used again as long as the thread was given the same results; otherwise it is begun
 * anew, alone if the program can do that. References flow in the order of {@code po ∪ rf}, as
 * {@link Program} promises its implementors; other values are given to a thread whoever was run.
 */
public final class Runner implements Script {
  private final Program program;
  private Graph graph;
  private int initialThreads;

  /** For each thread what it has been told, in step with its events; a write part is told 0. */
  private long[][] told = new long[4][];

  /** How many events of each thread the program has been told about. */
  private int[] fed = new int[4];

  /** For each thread the operation it has arrived at, if it has been begun. */
  private Op[] arrived = new Op[4];

  /** For each thread and index the last operation seen there, so that most are copied only once. */
  private Op[][] known = new Op[4][];

  private int scriptThread;
  private int scriptNext;
  private int scriptEnd;
  private long runs;

  /** Runs a program. */
  public Runner(Program program) {
    this.program = program;
  }

  /** Starts from nothing; returns the number of threads. */
  public int start() {
    Arrays.fill(fed, 0);
    Arrays.fill(arrived, null);
    runs++;
    initialThreads = program.restart();
    return initialThreads;
  }

  /** The program that is run. */
  public Program program() {
    return program;
  }

  /** The value of a location before any write. */
  public long initialValue(int location) {
    return program.initialValue(location);
  }

  /** How often the program has been restarted as a whole. */
  public long runs() {
    return runs;
  }

  /** The operation that a thread does after its last event in the graph. */
  public Op next(Graph g, int thread) {
    graph = g;
    if (!bring(thread, g.length(thread))) {
      start();
      if (!bring(thread, g.length(thread))) {
        throw new IllegalStateException("thread " + thread + " cannot be brought to its end");
      }
    }
    return arrived[thread];
  }

  /** Runs every thread to the end of its events. */
  void complete(Graph g) {
    graph = g;
    for (int t = 0; t < g.threads(); t++) {
      if (!bringToEnd(g, t)) {
        start();
        t = -1;
      }
    }
  }

  private boolean bringToEnd(Graph g, int t) {
    return !g.exists(t) || g.length(t) == 0 || bring(t, g.length(t) - (g.ended(t) ? 1 : 0));
  }

  /** Tells a thread the results of its first {@code count} events; false if it is elsewhere. */
  private boolean bring(int thread, int count) {
    ensure(thread);
    if (!matches(thread, count)) {
      if (!program.restart(thread)) {
        return false;
      }
      fed[thread] = 0;
      arrived[thread] = null;
    }
    if (arrived[thread] == null) {
      int starter = graph.starter(thread);
      if (starter >= 0 && !isDone(starter) && !bringPast(starter)) {
        return false;
      }
      note(thread, 0, program.resume(thread, 0));
    }
    while (fed[thread] < count) {
      if (!feed(thread, count)) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(int thread, int count) {
    int done = fed[thread];
    if (done > count) {
      return false;
    }
    long[] results = told[thread];
    for (int i = 0; i < done; i++) {
      int e = graph.event(thread, i);
      if (results[i] != result(e)) {
        return false;
      }
    }
    return true;
  }

  /** Feeds as much as can be without running another thread first, but at least one event. */
  private boolean feed(int thread, int count) {
    int first = fed[thread];
    if (!supply(graph.event(thread, first))) {
      return false;
    }
    int end = first + 1;
    while (end < count && isSupplied(graph.event(thread, end))) {
      end++;
    }
    scriptThread = thread;
    scriptNext = first;
    scriptEnd = end;
    if (!skipsWritePart()) {
      fed[thread] = scriptNext;
      return true;
    }
    check(thread, graph.op(graph.event(thread, scriptNext)), arrived[thread]);
    long result = tell();
    Op op = program.replay(thread, result, this);
    fed[thread] = scriptEnd;
    note(thread, scriptEnd, op);
    return true;
  }

  /** Steps over write parts, which the program does not know; false if nothing is left. */
  private boolean skipsWritePart() {
    while (scriptNext < scriptEnd && isWritePart(graph.event(scriptThread, scriptNext))) {
      keep(scriptThread, scriptNext, 0);
      scriptNext++;
    }
    return scriptNext < scriptEnd;
  }

  private boolean isWritePart(int e) {
    return graph.isWrite(e) && graph.isUpdate(e);
  }

  private long tell() {
    int e = graph.event(scriptThread, scriptNext);
    long result = result(e);
    keep(scriptThread, scriptNext, result);
    scriptNext++;
    skipsWritePart();
    return result;
  }

  @Override
  public boolean hasNext() {
    return scriptNext < scriptEnd;
  }

  @Override
  public long answer(Op op) {
    check(scriptThread, graph.op(graph.event(scriptThread, scriptNext)), op);
    return tell();
  }

  private void check(int thread, Op recorded, Op op) {
    if (recorded != op && !recorded.sameAs(op)) {
      throw new NondeterminismException(
          "uncontrolled nondeterminism: after the same results, thread "
              + thread
              + " once did "
              + describe(recorded)
              + " and now does "
              + describe(op)
              + "; something that the exploration does not control influences it");
    }
  }

  private String describe(Op op) {
    return op + " (" + program.describeSite(op.site()) + ")";
  }

  /** Makes sure that what an event learns from has been run; false if that is not possible. */
  private boolean supply(int e) {
    int giver = giver(e);
    return giver < 0 || isDone(giver) || bringPast(giver);
  }

  private boolean bringPast(int e) {
    return bring(graph.thread(e), graph.index(e) + 1);
  }

  private boolean isSupplied(int e) {
    int giver = giver(e);
    return giver < 0 || graph.thread(giver) == graph.thread(e) || isDone(giver);
  }

  private boolean isDone(int e) {
    int thread = graph.thread(e);
    ensure(thread);
    return fed[thread] > graph.index(e) && matches(thread, graph.length(thread));
  }

  private int giver(int e) {
    if (graph.isRead(e)) {
      int source = graph.source(e);
      boolean foreign = source >= 0 && graph.thread(source) != graph.thread(e);
      return foreign && program.refersToWriter(graph.location(e)) ? source : -1;
    }
    Kind kind = graph.op(e).kind();
    if (kind == Kind.BEGIN) {
      return graph.starter(graph.thread(e));
    }
    return kind == Kind.JOIN ? graph.before(graph.last(graph.op(e).thread())) : -1;
  }

  /** What the program is told about an event; nothing, that is 0, about a write part. */
  private long result(int e) {
    Op op = graph.op(e);
    if (isWritePart(e)) {
      return 0;
    }
    if (op.kind() == Kind.RMW && op.rmw() == Rmw.WEAK_CAS) {
      return graph.isUpdate(e) ? 1 : 0;
    }
    return graph.valueRead(e);
  }

  private void ensure(int thread) {
    if (thread >= fed.length) {
      int capacity = Math.max(thread + 1, 2 * fed.length);
      told = Arrays.copyOf(told, capacity);
      fed = Arrays.copyOf(fed, capacity);
      arrived = Arrays.copyOf(arrived, capacity);
      known = Arrays.copyOf(known, capacity);
    }
    if (told[thread] == null) {
      told[thread] = new long[32];
      known[thread] = new Op[32];
    }
  }

  private void keep(int thread, int index, long result) {
    if (index == told[thread].length) {
      told[thread] = Arrays.copyOf(told[thread], 2 * index);
    }
    told[thread][index] = result;
  }

  /** Remembers the operation that a thread has arrived at, as a copy that stays. */
  private void note(int thread, int index, Op op) {
    if (index >= known[thread].length) {
      known[thread] = Arrays.copyOf(known[thread], 2 * index);
    }
    Op last = known[thread][index];
    if (last == null || !last.sameAs(op)) {
      known[thread][index] = op.copy();
    }
    arrived[thread] = known[thread][index];
  }
}
