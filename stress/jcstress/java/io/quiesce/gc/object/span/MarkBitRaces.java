package io.quiesce.gc.object.span;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/**
 * The bits of one span: the claim of an object by two markers has one winner (I1 of SpanBits), bits
 * of neighbours do not disturb each other, and pointer bits of a neighbour are not lost while an
 * object is born beside it.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=MarkBitRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class MarkBitRaces {
  private MarkBitRaces() {}

  /** A span of 170 objects of 48 bytes; objects 0 and 1 are allocated. */
  static class Scenario {
    static final ObjectLayout ALL = new ObjectLayout("all", 6, 0, 1, 2, 3, 4, 5);
    final ObjectSpan span;

    Scenario() {
      Span pages = new Span(HeapAddress.of(0), 1, SizeClasses.spanClass(5, false), false);
      pages.publish(SpanAllocType.HEAP);
      span = new ObjectSpan(pages, 0);
      allocate(ALL);
      allocate(ALL);
    }

    final int allocate(ObjectLayout layout) {
      int i = span.take();
      span.writePointers(i, layout, 1);
      span.publish(i);
      return i;
    }
  }

  /** Two markers claim the same object. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "One of them has it.")
  @Outcome(expect = FORBIDDEN, desc = "Queued twice, or by nobody.")
  public static class SameObject extends Scenario {
    /** Claims. */
    @Actor
    public void left(II_Result r) {
      r.r1 = span.tryMark(0) ? 1 : 0;
    }

    /** Claims. */
    @Actor
    public void right(II_Result r) {
      r.r2 = span.tryMark(0) ? 1 : 0;
    }
  }

  /** Two markers claim neighbours, whose bits share a word. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "Both marked.")
  @Outcome(expect = FORBIDDEN, desc = "A mark was lost.")
  public static class Neighbours extends Scenario {
    /** Claims object 0. */
    @Actor
    public void left(III_Result r) {
      r.r1 = span.tryMark(0) ? 1 : 0;
    }

    /** Claims object 1. */
    @Actor
    public void right(III_Result r) {
      r.r2 = span.tryMark(1) ? 1 : 0;
    }

    /** How many survive a sweep. */
    @Arbiter
    public void sweep(III_Result r) {
      span.sweep();
      r.r3 = span.allocCount();
    }
  }

  /** An object is born black while its neighbour is claimed. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "Both live; the third one is free.")
  @Outcome(expect = FORBIDDEN, desc = "A mark or an alloc bit was lost.")
  public static class BirthBesideClaim extends Scenario {
    /** Allocates black. */
    @Actor
    public void allocator(III_Result r) {
      r.r1 = span.tryMark(allocate(ALL)) ? 1 : 0;
    }

    /** Claims object 0. */
    @Actor
    public void marker(III_Result r) {
      r.r2 = span.tryMark(0) ? 1 : 0;
    }

    /** How many survive a sweep. */
    @Arbiter
    public void sweep(III_Result r) {
      span.sweep();
      r.r3 = span.allocCount();
    }
  }

  /** A marker reads the pointer bits of an object while a neighbour in the same word is born. */
  @JCStressTest
  @State
  @Outcome(id = "63", expect = ACCEPTABLE, desc = "Its own bits, unchanged.")
  @Outcome(expect = FORBIDDEN, desc = "The neighbour's birth was seen in them.")
  public static class BirthBesideScan extends Scenario {
    /** Allocates object 2. */
    @Actor
    public void allocator() {
      allocate(new ObjectLayout("none but the last", 6, 5));
    }

    /** Reads the bits of object 1. */
    @Actor
    public void marker(J_Result r) {
      r.r1 = span.pointerWord(0) >>> 6 & 63;
    }
  }

  /** Whoever sees an object allocated sees its pointer bits. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Not born yet.")
  @Outcome(id = "0, 63", expect = ACCEPTABLE, desc = "Not born yet, when it was asked first.")
  @Outcome(id = "1, 63", expect = ACCEPTABLE, desc = "Born, with its bits.")
  @Outcome(expect = FORBIDDEN, desc = "Allocated without pointer bits.")
  public static class BirthBeforeLookup extends Scenario {
    /** Allocates object 2. */
    @Actor
    public void allocator() {
      allocate(ALL);
    }

    /** Looks whether object 2 is allocated, then at its bits. */
    @Actor
    public void finder(II_Result r) {
      r.r1 = span.isAllocated(2) ? 1 : 0;
      r.r2 = (int) (span.pointerWord(0) >>> 12) & 63;
    }
  }

  /** Two sweepers acquire one span. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "One of them sweeps.")
  @Outcome(expect = FORBIDDEN, desc = "Swept twice, or by nobody.")
  public static class TwoSweepers extends Scenario {
    /** Acquires. */
    @Actor
    public void left(II_Result r) {
      r.r1 = span.tryAcquireForSweep(2) ? 1 : 0;
    }

    /** Acquires. */
    @Actor
    public void right(II_Result r) {
      r.r2 = span.tryAcquireForSweep(2) ? 1 : 0;
    }
  }
}
