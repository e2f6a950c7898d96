package io.quiesce.stack.segmented.block;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Blocks of the heap: a span that dies while a cycle ends is freed by one or the other (L2), and
 * who finds a span finds its pieces, whole or cut (E1, E2, L3).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=BlockHeapRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class BlockHeapRaces {
  private BlockHeapRaces() {}

  static final int PAGE = HeapAddress.PAGE_BYTES;

  /** The smallest heap and two Ms on their system stacks; the second one has no P. */
  static class Scenario {
    final PhaseGate gate = new PhaseGate(2);
    final PageHeap heap = new PageHeap(HeapConfig.tiny(2), gate);
    final BlockHeap blocks = new BlockHeap(heap, PAGE / 2);
    private final Sched sched = new Sched(2);
    final M m0 = newM();
    final M m1 = newM();

    Scenario() {
      m0.acquirep(sched.p(0));
    }

    private M newM() {
      M m = sched.newM();
      m.enterSystemStack();
      return m;
    }

    /** 1 if an allocated block of {@code bytes} starts at {@code addr}. */
    final int isBlock(long addr, int bytes) {
      try {
        blocks.requireBlock("stress", addr, bytes);
        return 1;
      } catch (BlockException e) {
        return 0;
      }
    }
  }

  /** The only block of a span comes back while the cycle is ended by an M without a P. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Freed by one or the other.")
  @Outcome(expect = FORBIDDEN, desc = "The dead span is stranded for a whole cycle (L2).")
  public static class BurialVersusEndOfCycle extends Scenario {
    private final long block = blocks.alloc(m0, PAGE);

    /** A cycle is about to end. */
    public BurialVersusEndOfCycle() {
      gate.startMark();
      gate.startTermination();
    }

    /** Gives the block back. */
    @Actor
    public void freer() {
      blocks.free(m0, block, PAGE);
    }

    /** Ends the cycle. */
    @Actor
    public void collector() {
      gate.finish();
      blocks.freeDeferred(m1);
    }

    /** Pages that wait for the end of a cycle, and pages in use. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = (int) (blocks.deferredBytes() / PAGE);
      r.r2 = (int) (heap.snapshot().check().inHeap() / PAGE);
    }
  }

  /** A block is cut in half while a wrong free of its upper half is judged. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Judged before the cut.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Judged between the halves.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Judged after the cut.")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "Half a split: pieces do not tile (B1).")
  public static class SplitVersusJudge extends Scenario {
    private final long block = blocks.alloc(m0, PAGE);

    /** Cuts the block. */
    @Actor
    public void owner() {
      blocks.split(block, PAGE);
    }

    /** Looks at the lower half, then at the upper one. */
    @Actor
    public void judge(II_Result r) {
      r.r1 = isBlock(block, PAGE / 2);
      r.r2 = isBlock(block + PAGE / 2, PAGE / 2);
    }
  }

  /** The first block of a heap is allocated while its address is judged. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "Not there yet.")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "There, with its piece.")
  @Outcome(id = "1", expect = FORBIDDEN, desc = "A span without its pieces (E1, E2).")
  public static class AllocVersusJudge extends Scenario {
    /** Allocates the first page. */
    @Actor
    public void owner() {
      blocks.alloc(m0, PAGE);
    }

    /** Looks for a span, then for a block. */
    @Actor
    public void judge(I_Result r) {
      if (blocks.owns(HeapAddress.BASE)) {
        r.r1 = 1 + isBlock(HeapAddress.BASE, PAGE);
      }
    }
  }
}
