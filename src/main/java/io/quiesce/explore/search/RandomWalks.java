package io.quiesce.explore.search;

import io.quiesce.explore.graph.Editor;
import io.quiesce.explore.graph.Graph;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.search.execution.Ending;
import io.quiesce.explore.search.execution.Steps;
import io.quiesce.explore.search.execution.Visitor;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random executions, for programs that are too large to visit all.
 *
 * <p>Half of the walks choose threads as POS does (Yuan, Yang, Gu: Partial Order Aware Concurrency
 * Sampling, CAV 2018): every operation gets a random priority when it is first seen, and the
 * highest goes next. The other half as PCT does (Burckhardt, Kothari, Musuvathi, Nagarakatte,
 * ASPLOS 2010): threads have priorities that change at a few random steps. Sources and places are
 * drawn among those that the model allows, the newest half of the time, since a program that only
 * ever sees old values goes nowhere.
 *
 * <p>A walk that the model stops, since whatever its next event did would be forbidden, is no
 * execution; it is counted as {@link Ending#INCONSISTENT}.
 */
final class RandomWalks {
  private static final int CHANGES = 3;
  private static final int EXPECTED_STEPS = 64;

  private final Steps steps;
  private final SplittableRandom random;
  private final Tally tally = new Tally();
  private long[] priority = new long[8];
  private Op[] prioritized = new Op[8];
  private boolean byOperation;
  private int stepNumber;
  private final int[] changes = new int[CHANGES];

  RandomWalks(Program program, Options options, long seed) {
    steps = new Steps(program, options.bounds()).demanding();
    random = new SplittableRandom(seed);
  }

  Tally tally() {
    return tally;
  }

  void run(long walks, Visitor visitor) {
    for (long i = 0; i < walks && !steps.execution().isStopped(); i++) {
      byOperation = (i & 1) == 0;
      Ending ending = walk() ? steps.ending() : Ending.INCONSISTENT;
      tally.add(ending);
      if (ending == Ending.BOUND) {
        tally.addBounds(steps.graph(), steps.waiting());
      }
      if (ending.isExecution()) {
        visitor.visit(steps.execution().of(steps.graph(), ending));
      }
    }
    tally.addRuns(walks);
  }

  /** False if it came to where the model allows nothing more. */
  private boolean walk() {
    steps.start();
    Arrays.fill(priority, 0);
    Arrays.fill(prioritized, null);
    stepNumber = 0;
    for (int i = 0; i < CHANGES; i++) {
      changes[i] = random.nextInt(EXPECTED_STEPS);
    }
    boolean goesOn = true;
    for (int t = next(); goesOn && t >= 0; t = goesOn ? next() : -1) {
      goesOn = step(t);
      stepNumber++;
    }
    return goesOn;
  }

  private int next() {
    Graph g = steps.graph();
    if (g.threads() > priority.length) {
      priority = Arrays.copyOf(priority, 2 * g.threads());
      prioritized = Arrays.copyOf(prioritized, 2 * g.threads());
    }
    int best = -1;
    for (int t = 0; t < g.threads(); t++) {
      Op op = steps.next(t);
      if (op != null && (!op.kind().awaits() || canPass(op))) {
        refresh(t, op);
        best = best < 0 || priority[t] > priority[best] ? t : best;
      }
    }
    return best >= 0 ? best : firstWaiting(g);
  }

  /** A thread that waits in vain, so that what it waits for becomes part of the graph. */
  private int firstWaiting(Graph g) {
    for (int t = 0; t < g.threads(); t++) {
      if (steps.next(t) != null) {
        return t;
      }
    }
    return -1;
  }

  private void refresh(int t, Op op) {
    boolean change = byOperation ? prioritized[t] != op : isChange();
    if (change || priority[t] == 0) {
      priority[t] = random.nextLong() >>> 1 | 1;
      prioritized[t] = op;
    }
  }

  private boolean isChange() {
    for (int change : changes) {
      if (change == stepNumber) {
        return true;
      }
    }
    return false;
  }

  private boolean canPass(Op op) {
    Graph g = steps.graph();
    for (int i = 0; i < g.locations(); i++) {
      if (g.usedLocation(i) == op.location()) {
        return steps.passes(op, g.top(op.location()));
      }
    }
    return steps.passes(op, 0);
  }

  private boolean step(int t) {
    Op op = steps.next(t);
    int e = steps.append(t, op);
    if (byOperation) {
      prioritized[t] = null;
    }
    Graph g = steps.graph();
    if (g.isRead(e)) {
      return read(t, e, op);
    }
    return g.isWrite(e)
        ? place(e, g.top(op.location()) + 1)
        : steps.settle(e, op.kind() == Kind.CHOICE ? random.nextLong(op.value()) : 0);
  }

  private boolean read(int t, int e, Op op) {
    int top = steps.graph().top(op.location());
    boolean spurious = Editor.isWeak(op) && random.nextInt(4) == 0;
    boolean any = !op.kind().awaits() && random.nextBoolean();
    for (int tries = any ? 2 * top : 0; tries > 0; tries--) {
      if (access(t, e, random.nextInt(top + 1), spurious)) {
        return true;
      }
    }
    if (spurious && access(t, e, top, true)) {
      return true;
    }
    for (int place = top; place >= 0; place--) {
      if (access(t, e, place, false)) {
        return true;
      }
    }
    return false;
  }

  /** An update reads and writes in one step: another's write between them would lock it out. */
  private boolean access(int t, int e, int place, boolean spurious) {
    return steps.read(e, place, spurious) && (!steps.graph().isHalfDone(t) || steps.update(t));
  }

  private boolean place(int e, int newest) {
    for (int tries = newest; tries > 0 && random.nextBoolean(); tries--) {
      if (steps.place(e, 1 + random.nextInt(newest))) {
        return true;
      }
    }
    for (int place = newest; place > 0; place--) {
      if (steps.place(e, place)) {
        return true;
      }
    }
    return false;
  }
}
