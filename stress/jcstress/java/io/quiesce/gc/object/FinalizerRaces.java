package io.quiesce.gc.object;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.Special;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Finalizers that become due: each is taken once, and who takes it sees the object as it was when
 * the finalizer was recorded (Go memory model: SetFinalizer is synchronized before the call).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=FinalizerRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class FinalizerRaces {
  private FinalizerRaces() {}

  /** Two objects, alone in their spans and unmarked; each had a finalizer once. */
  static class Scenario extends SweepRaces.Scenario {
    final Specials specials = heap.specials();
    final ObjectSpan one = span();
    final ObjectSpan two = span();

    /** What the program has written into the first object. */
    int contents;

    private ObjectSpan span() {
      ObjectSpan span = heap.map().find(heap.mallocgc(m0, ALONE));
      boolean unusedAdded = specials.add(span, new Special(span.base(), 0));
      Special unusedRemoved = specials.remove(span, span.base());
      return span;
    }

    /** Writes the first object, records its finalizer and finds it due. */
    final void first() {
      contents = 1;
      queue(one);
    }

    /** Records the finalizer of an object and finds it due. */
    final void queue(ObjectSpan span) {
      boolean unused = specials.add(span, new Special(span.base(), 0));
      specials.sweep(span);
    }

    /** Takes one: 1, 2, or 0 if none is due. */
    final int taken() {
      Special due = specials.take();
      return due == null ? 0 : due.object() == one.base() ? 1 : 2;
    }
  }

  /** One is queued while somebody takes. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Not due yet.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Taken, with the object as it was.")
  @Outcome(expect = FORBIDDEN, desc = "The finalizer runs on an older object.")
  public static class QueueVersusTake extends Scenario {
    /** Queues one. */
    @Actor
    public void sweeper() {
      first();
    }

    /** Takes one. */
    @Actor
    public void taker(I_Result r) {
      r.r1 = specials.take() == null ? -1 : contents;
    }
  }

  /** One is queued while a root job walks over the queue. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Not due yet.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Seen, with the object as it was.")
  @Outcome(expect = FORBIDDEN, desc = "The root job scans an older object.")
  public static class QueueVersusWalk extends Scenario {
    /** Queues one. */
    @Actor
    public void sweeper() {
      first();
    }

    /** Walks. */
    @Actor
    public void rootJob(I_Result r) {
      r.r1 = specials.queued().isEmpty() ? -1 : contents;
    }
  }

  /** Two take from a queue of two. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "One each.")
  @Outcome(expect = FORBIDDEN, desc = "One is lost or comes twice.")
  public static class TakeVersusTake extends Scenario {
    /** Both are due. */
    public TakeVersusTake() {
      first();
      queue(two);
    }

    /** Takes one. */
    @Actor
    public void left(II_Result r) {
      r.r1 = taken();
    }

    /** Takes one. */
    @Actor
    public void right(II_Result r) {
      r.r2 = taken();
    }
  }
}
