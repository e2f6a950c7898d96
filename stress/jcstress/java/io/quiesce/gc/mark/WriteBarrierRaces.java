package io.quiesce.gc.mark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.gc.object.AllocHook;
import io.quiesce.gc.object.ObjectHeap;
import io.quiesce.gc.object.span.ObjectLayout;
import io.quiesce.gc.work.GcWork;
import io.quiesce.gc.work.WorkBufs;
import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
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
 * Pointer stores of the program beside the marker: whatever somebody still holds is marked in the
 * end, and each object is queued once.
 *
 * <p>The words are those of a segment of globals, so that the states need no memory; barrier and
 * marker treat them as they treat words of objects.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=WriteBarrierRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class WriteBarrierRaces {
  private WriteBarrierRaces() {}

  /** Two objects of 16 KiB without pointers; the slot holds the first; marking has begun. */
  static class Scenario {
    private static final ObjectLayout ALONE = new ObjectLayout("alone", 2048);

    final PhaseGate gate = new PhaseGate(2);
    final PageHeap pages = new PageHeap(HeapConfig.tiny(2), gate);
    final ObjectHeap heap = new ObjectHeap(pages, AllocHook.NONE);
    final Sched sched = new Sched(2);
    final M m0 = sched.newM(0);
    final M m1 = sched.newM(1);
    final GcWork[] works;
    final Marker marker = new Marker(heap);
    final WriteBarrier barrier;
    final Globals slot = new Globals("slot", GcProgram.builder().literal(true).build());
    final long first = heap.mallocgc(m0, ALONE);
    final long second = heap.mallocgc(m0, ALONE);

    Scenario() {
      WorkBufs bufs = new WorkBufs(pages, 16);
      works = new GcWork[] {new GcWork(bufs, 0), new GcWork(bufs, 1)};
      barrier = new WriteBarrier(marker, works);
      slot.store(0, first);
      gate.startMark();
    }

    /** Scans the slot, as the root job does. */
    final void scanSlot(M m, GcWork work) {
      long pointer = slot.load(0);
      if (pointer != 0) {
        marker.grey(m, work, pointer);
      }
    }

    final boolean isMarked(long object) {
      return heap.map().find(object).isMarked(0);
    }

    /** Objects that were claimed, by the bytes that both works counted. */
    final int claims() {
      return (int) ((works[0].bytesMarked() + works[1].bytesMarked()) / ALONE.bytes());
    }
  }

  /**
   * The program takes the pointer to its black stack and destroys the slot; the slot is scanned.
   */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "What the stack holds is marked, once.")
  @Outcome(expect = FORBIDDEN, desc = "The only pointer is in a black stack, to a white object.")
  public static class DeletionVersusScan extends Scenario {
    private long onStack;

    /** Loads, then deletes. */
    @Actor
    public void mutator() {
      onStack = slot.load(0);
      barrier.store(m0, slot, 0, 0);
    }

    /** Scans the slot. */
    @Actor
    public void marker() {
      scanSlot(m1, works[1]);
    }

    /** Whether the object is marked; how often it was claimed. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = isMarked(onStack) ? 1 : 0;
      r.r2 = claims();
    }
  }

  /** The program stores another object into a slot that is scanned. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Old and new are marked, each once.")
  @Outcome(expect = FORBIDDEN, desc = "One is white, or was queued twice.")
  public static class InsertionVersusScan extends Scenario {
    /** Stores. */
    @Actor
    public void mutator() {
      barrier.store(m0, slot, 0, second);
    }

    /** Scans the slot. */
    @Actor
    public void marker() {
      scanSlot(m1, works[1]);
    }

    /** Whether both are marked; how many claims there were. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = isMarked(first) && isMarked(second) ? 1 : 0;
      r.r2 = claims();
    }
  }

  /** Two goroutines store into one slot: what neither reads back was shaded by its storer. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Both are marked, each once.")
  @Outcome(expect = FORBIDDEN, desc = "One is white, or was queued twice.")
  public static class StoreVersusStore extends Scenario {
    /** Stores the second object. */
    @Actor
    public void left() {
      barrier.store(m0, slot, 0, second);
    }

    /** Deletes. */
    @Actor
    public void right() {
      barrier.store(m1, slot, 0, 0);
    }

    /** Whether both are marked; how many claims there were. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = isMarked(first) && isMarked(second) ? 1 : 0;
      r.r2 = claims();
    }
  }

  /** An object is born and stored while the slot is scanned: it is met with its span, and black. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Marked by its birth; nobody claims it again.")
  @Outcome(expect = FORBIDDEN, desc = "Met without its span, or claimed by the marker.")
  public static class BirthVersusScan extends Scenario {
    private long born;

    /** Allocates and stores. */
    @Actor
    public void mutator() {
      born = heap.mallocgc(m0, new ObjectLayout("born", 2048));
      slot.store(0, born);
    }

    /** Scans the slot. */
    @Actor
    public void marker() {
      scanSlot(m1, works[1]);
    }

    /** 1 if the new object is marked and was not counted as claimed. */
    @Arbiter
    public void audit(I_Result r) {
      r.r1 = isMarked(born) && claims() == (isMarked(first) ? 1 : 0) ? 1 : 0;
    }
  }
}
