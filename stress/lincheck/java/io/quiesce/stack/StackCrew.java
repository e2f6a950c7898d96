package io.quiesce.stack;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.oracle.StackOracle;
import io.quiesce.phase.GcPhase;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;

/**
 * The smallest allocator, an M on its system stack for each of two Ps, and the stacks that each M
 * holds. Memory has been grown before, so that no scenario spends its interleavings on that.
 *
 * <p>The hands hold plain words that only one thread uses; a stack with two owners is found by the
 * allocator's ledger (S1), and by the oracles at the end.
 */
final class StackCrew {
  private static final int MS = 2;
  private static final int MOST = 4;

  final PhaseGate gate = new PhaseGate(MS);
  final PageHeap heap = new PageHeap(HeapConfig.tiny(MS), gate);
  final StackAllocator stacks;
  final Sched sched = new Sched(MS);
  final M[] ms = new M[MS];
  private final int stackBytes;
  private final long[][] hands = new long[MS][MOST];
  private final int[] counts = new int[MS];

  private StackCrew(StackConfig config, int stackBytes) {
    this.stackBytes = stackBytes;
    stacks = new StackAllocator(heap, gate, config);
    for (int i = 0; i < MS; i++) {
      ms[i] = sched.newM(i);
      ms[i].enterSystemStack();
    }
  }

  /** Makes crews; a judge, since nothing is explored before the scenario. */
  static final class Start {
    private Start() {}

    /** A crew whose heap has grown and whose Ps have used their caches. */
    static StackCrew crew(StackConfig config, int stackBytes) {
      StackCrew crew = new StackCrew(config, stackBytes);
      for (int i = 0; i < MS; i++) {
        boolean used = crew.alloc(i) && crew.free(i);
        if (!used) {
          throw new AssertionError("no stack at the start");
        }
        crew.stacks.stackcacheClear(crew.ms[i], crew.ms[i].p());
      }
      return crew;
    }
  }

  /** Takes a stack; false if there is none. */
  boolean alloc(int m) {
    try {
      hands[m][counts[m]] = stacks.stackalloc(ms[m], stackBytes);
    } catch (OutOfStackMemoryException none) {
      return false;
    }
    counts[m]++;
    return true;
  }

  /** Frees the stack that M {@code m} took first; false if it has none. */
  boolean free(int m) {
    if (counts[m] == 0) {
      return false;
    }
    long lo = hands[m][0];
    counts[m]--;
    System.arraycopy(hands[m], 1, hands[m], 0, counts[m]);
    stacks.stackfree(ms[m], lo, stackBytes);
    return true;
  }

  /** Everything holds; in phase OFF nothing waits for the end of a cycle either. */
  void check() {
    if (gate.phase() == GcPhase.OFF) {
      StackOracle.checkAfterCycle(stacks);
    } else {
      StackOracle.check(stacks);
    }
    HeapOracle.check(heap);
  }
}
