package io.quiesce.gc.object.span;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * What is written before a span, or something of it, is shown to others is seen by whom it is shown
 * to: by the map (E2), by the sweep generation, by an alloc bit that went through a sweep, and by
 * the list of specials.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=SpanHandOver}
 */
public final class SpanHandOver {
  private SpanHandOver() {}

  /** A span of generation 4 comes into the map while somebody asks for one of its addresses. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Not there yet.")
  @Outcome(id = "4", expect = ACCEPTABLE, desc = "There, with its generation.")
  @Outcome(expect = FORBIDDEN, desc = "A span without its fields (E2).")
  public static class MapToFinder extends MarkBitRaces.Scenario {
    private final ObjectMap map = new ObjectMap(1);

    /** Makes the span. */
    @Actor
    public void maker() {
      map.put(new ObjectSpan(span.span(), 4));
    }

    /** Asks. */
    @Actor
    public void finder(I_Result r) {
      ObjectSpan found = map.find(span.base() + 100);
      r.r1 = found == null ? -1 : found.sweepgen();
    }
  }

  /** A span of generation 4 comes into the map while somebody walks over all spans. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Not there yet.")
  @Outcome(id = "4", expect = ACCEPTABLE, desc = "There, with its generation.")
  @Outcome(expect = FORBIDDEN, desc = "A span without its fields (E2).")
  public static class MapToWalk extends MarkBitRaces.Scenario {
    private final ObjectMap map = new ObjectMap(1);

    /** Makes the span. */
    @Actor
    public void maker() {
      map.put(new ObjectSpan(span.span(), 4));
    }

    /** Walks. */
    @Actor
    public void walker(I_Result r) {
      int[] generation = {-1};
      map.forEach(found -> generation[0] = found.sweepgen());
      r.r1 = generation[0];
    }
  }

  /** The owner allocates and gives the span away; the sweeper counts what is allocated. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Still its owner's.")
  @Outcome(id = "3", expect = ACCEPTABLE, desc = "Acquired, with the third object.")
  @Outcome(expect = FORBIDDEN, desc = "The sweeper counts with the old figures.")
  public static class OwnerToSweeper extends MarkBitRaces.Scenario {
    /** The span is cached. */
    public OwnerToSweeper() {
      span.setSweepgen(5);
    }

    /** Allocates, and lets others sweep. */
    @Actor
    public void owner() {
      int unused = allocate(ALL);
      span.setSweepgen(2);
    }

    /** Acquires the span for sweeping. */
    @Actor
    public void sweeper(I_Result r) {
      r.r1 = span.tryAcquireForSweep(4) ? span.allocCount() : -1;
    }
  }

  /** An object is born and survives a sweep before somebody looks whether it is allocated. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Not born yet.")
  @Outcome(id = "0, 63", expect = ACCEPTABLE, desc = "Not born yet, when it was asked first.")
  @Outcome(id = "1, 63", expect = ACCEPTABLE, desc = "Born, with its bits.")
  @Outcome(expect = FORBIDDEN, desc = "Allocated without pointer bits: the sweep's store hid them.")
  public static class SweptBeforeLookup extends MarkBitRaces.Scenario {
    /** Allocates object 2, black, and sweeps. */
    @Actor
    public void owner() {
      boolean unusedMark = span.tryMark(allocate(ALL));
      int unused = span.sweep();
    }

    /** Looks whether object 2 is allocated, then at its bits. */
    @Actor
    public void finder(II_Result r) {
      r.r1 = span.isAllocated(2) ? 1 : 0;
      r.r2 = (int) (span.pointerWord(0) >>> 12) & 63;
    }
  }

  /** A finalizer is recorded while the sweeper looks for it: it sees what came before. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Not recorded yet.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Removed, with the object as it was then.")
  @Outcome(expect = FORBIDDEN, desc = "The finalizer would run on an older object.")
  public static class SetBeforeRemove extends MarkBitRaces.Scenario {
    private int contents;

    /** Another object has a finalizer. */
    public SetBeforeRemove() {
      boolean unused = span.specials().add(new Special(span.addressOf(1), 0));
    }

    /** Writes the object, then records. */
    @Actor
    public void program() {
      contents = 1;
      boolean unused = span.specials().add(new Special(span.base(), 0));
    }

    /** Removes. */
    @Actor
    public void sweeper(I_Result r) {
      r.r1 = span.specials().remove(span.base()) == null ? -1 : contents;
    }
  }

  /** Of two specials one is removed while a root job walks over them. */
  @JCStressTest
  @State
  @Outcome(id = "7", expect = ACCEPTABLE, desc = "Both, still.")
  @Outcome(id = "4", expect = ACCEPTABLE, desc = "The other one.")
  @Outcome(expect = FORBIDDEN, desc = "An array without its elements, or one too many gone.")
  public static class RemoveVersusWalk extends MarkBitRaces.Scenario {
    /** Two are recorded. */
    public RemoveVersusWalk() {
      boolean unusedFirst = span.specials().add(new Special(span.base(), 3));
      boolean unusedSecond = span.specials().add(new Special(span.addressOf(1), 4));
    }

    /** Removes one. */
    @Actor
    public void sweeper() {
      Special unused = span.specials().remove(span.base());
    }

    /** What the others point to. */
    @Actor
    public void rootJob(I_Result r) {
      for (Special special : span.specials().all()) {
        r.r1 += (int) special.fn();
      }
    }
  }
}
