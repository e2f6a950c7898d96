package io.quiesce.heap.stats;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.phase.ExecutionContext;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A snapshot holds each operation wholly or not at all, and none without those before it (AC1 to
 * AC12). Each figure is in pages; a snapshot that contradicts itself shows as -1.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=SnapshotCuts}
 */
public final class SnapshotCuts {
  private SnapshotCuts() {}

  private static final class Writer extends ExecutionContext {
    Writer(int pid) {
      setPid(pid);
    }
  }

  /** Two pages mapped and released, and three kinds of writers. */
  static class Scenario {
    static final long PAGE = 8192;
    final HeapStats stats = new HeapStats(2);
    final ExecutionContext p0 = new Writer(0);
    final ExecutionContext p1 = new Writer(1);
    final ExecutionContext guest = new Writer(ExecutionContext.NO_P);

    Scenario() {
      stats.grow(guest, 2 * PAGE);
    }

    /** released, stacks: two figures that one operation moves together. */
    final void read(II_Result r) {
      try {
        HeapSnapshot cut = stats.snapshot();
        r.r1 = (int) (cut.heapReleased() / PAGE);
        r.r2 = (int) (cut.stacksInuse() / PAGE);
      } catch (AccountingException e) {
        r.r1 = -1;
      }
    }
  }

  /** An owner's operation, whole or not at all. */
  @JCStressTest
  @State
  @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Before the operation.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "After it.")
  @Outcome(
      id = {"1, 0", "2, 1"},
      expect = FORBIDDEN,
      desc = "Half of it.")
  public static class OwnerVersusReader extends Scenario {
    /** Makes a stack span of one page. */
    @Actor
    public void owner() {
      stats.alloc(p0, SpanAllocType.STACK, PAGE, PAGE);
    }

    /** Reads. */
    @Actor
    public void reader(II_Result r) {
      read(r);
    }
  }

  /** The same for a writer without a P. */
  @JCStressTest
  @State
  @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Before the operation.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "After it.")
  @Outcome(
      id = {"1, 0", "2, 1"},
      expect = FORBIDDEN,
      desc = "Half of it.")
  public static class GuestVersusReader extends Scenario {
    /** Makes a stack span of one page. */
    @Actor
    public void guest() {
      stats.alloc(guest, SpanAllocType.STACK, PAGE, PAGE);
    }

    /** Reads. */
    @Actor
    public void reader(II_Result r) {
      read(r);
    }
  }

  /** A span is made by one P and freed by another: the death is in no cut without the birth. */
  @JCStressTest
  @State
  @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Before both.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Between the two.")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "After both.")
  @Outcome(expect = FORBIDDEN, desc = "The death without the birth, or half of one.")
  public static class ClosedCut extends Scenario {
    /** The birth in the shard of P 1, the death in that of P 0, which is read first. */
    @Actor
    public void writers() {
      stats.alloc(p1, SpanAllocType.STACK, PAGE, PAGE);
      stats.free(p0, SpanAllocType.STACK, PAGE);
    }

    /** Reads. */
    @Actor
    public void reader(II_Result r) {
      read(r);
    }
  }

  /** Two readers and, at the end, all that was written. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 1, 3", "0, 2, 3"},
      expect = ACCEPTABLE,
      desc = "The left reader was first.")
  @Outcome(
      id = {"1, 1, 3", "1, 2, 3"},
      expect = ACCEPTABLE,
      desc = "It saw one operation.")
  @Outcome(id = "2, 1, 3", expect = ACCEPTABLE, desc = "It was last.")
  @Outcome(expect = FORBIDDEN, desc = "An operation was moved twice, or lost.")
  public static class ReaderVersusReader extends Scenario {
    /** Three pages are mapped. */
    public ReaderVersusReader() {
      stats.grow(guest, PAGE);
    }

    private int stacks() {
      return (int) (stats.snapshot().stacksInuse() / PAGE);
    }

    /** Reads, then writes. */
    @Actor
    public void left(III_Result r) {
      r.r1 = stacks();
      stats.alloc(p0, SpanAllocType.STACK, PAGE, PAGE);
    }

    /** Writes, then reads. */
    @Actor
    public void right(III_Result r) {
      stats.alloc(p1, SpanAllocType.STACK, PAGE, PAGE);
      r.r2 = stacks();
      stats.alloc(p1, SpanAllocType.STACK, PAGE, PAGE);
    }

    /** The sum. */
    @Arbiter
    public void sum(III_Result r) {
      r.r3 = stacks();
    }
  }

  /** Two readers, and nobody who writes: what the first one moved is there for the second. */
  @JCStressTest
  @State
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Both see the two pages.")
  @Outcome(expect = FORBIDDEN, desc = "The later one misses what the first one moved.")
  public static class TwoReaders {
    private final HeapStats stats = new HeapStats(0);

    /** Two pages are mapped. */
    public TwoReaders() {
      stats.grow(new Writer(ExecutionContext.NO_P), 2 * Scenario.PAGE);
    }

    private int mapped() {
      try {
        return (int) (stats.snapshot().heapReleased() / Scenario.PAGE);
      } catch (AccountingException e) {
        return -1;
      }
    }

    /** Reads. */
    @Actor
    public void left(II_Result r) {
      r.r1 = mapped();
    }

    /** Reads. */
    @Actor
    public void right(II_Result r) {
      r.r2 = mapped();
    }
  }

  /** Two writers without a P at once. */
  @JCStressTest
  @State
  @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "Both are counted.")
  @Outcome(expect = FORBIDDEN, desc = "An update was lost.")
  public static class GuestVersusGuest extends Scenario {
    private final ExecutionContext other = new Writer(ExecutionContext.NO_P);

    /** Makes a stack span. */
    @Actor
    public void left() {
      stats.alloc(guest, SpanAllocType.STACK, PAGE, PAGE);
    }

    /** Makes a stack span. */
    @Actor
    public void right() {
      stats.alloc(other, SpanAllocType.STACK, PAGE, PAGE);
    }

    /** Reads. */
    @Arbiter
    public void sum(II_Result r) {
      read(r);
    }
  }
}
