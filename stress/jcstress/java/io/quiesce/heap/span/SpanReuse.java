package io.quiesce.heap.span;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.heap.memory.HeapAddress;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Spans and pieces that are used more than once: whoever gets one sees what its last user wrote
 * (E3, E12), also when the span's word is the same as before that use.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=SpanReuse}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class SpanReuse {
  private SpanReuse() {}

  /** A piece is given back, taken and given back again. r1: 1 if its user got it again. */
  @JCStressTest
  @State
  @Outcome(id = "1, 8", expect = ACCEPTABLE, desc = "Taken at last, with what was written last.")
  @Outcome(id = "0, 7", expect = ACCEPTABLE, desc = "Taken after it was given back once.")
  @Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "The other piece was taken.")
  @Outcome(expect = FORBIDDEN, desc = "The piece, without what its last user wrote (E12).")
  public static class PieceAgain extends SpanWordRaces.Scenario {
    /** Writes to piece 1 and gives it back; if it gets it again, does so once more. */
    @Actor
    public void oldUser(II_Result r) {
      contents = 7;
      put(1);
      int piece = take();
      if (piece == 1) {
        r.r1 = 1;
        contents = 8;
      }
      put(piece);
    }

    /** Takes a piece and reads it if it is that one. */
    @Actor
    public void newUser(II_Result r) {
      r.r2 = take() == 1 ? contents : -1;
    }
  }

  /** A piece of an idle span is taken and given back. r1: 1 if so; r2: what the freer reads. */
  @JCStressTest
  @State
  @Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "Ended after the use, with what was written.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Ended before the use.")
  @Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "In use.")
  @Outcome(expect = FORBIDDEN, desc = "Ended while the last user still writes (E3).")
  public static class RetireAfterUse extends SpanWordRaces.Scenario {
    /** All pieces are free. */
    public RetireAfterUse() {
      put(1);
    }

    /** Takes a piece, writes to it and gives it back. */
    @Actor
    public void user(II_Result r) {
      int piece = take();
      if (piece >= 0) {
        r.r1 = 1;
        contents = 7;
        put(piece);
      }
    }

    /** Ends the span and reads. */
    @Actor
    public void freer(II_Result r) {
      r.r2 = retireIdle() == 1 ? contents : -1;
    }
  }

  /** The last object goes, and the span is ended. r1: 1 if it was; r2: what the freer reads. */
  @JCStressTest
  @State
  @Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "Ended, with what the sweeper wrote.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "In use.")
  @Outcome(expect = FORBIDDEN, desc = "Ended while the object's memory is still written (E3).")
  public static class CountedDown {
    private final Span span = new Span(HeapAddress.of(0), 4, 0, true);
    private int contents;

    /** One object is in use. */
    public CountedDown() {
      span.publish(SpanAllocType.HEAP);
      span.tryCount(span.acquire(), 1);
    }

    /** Writes, and says that the object is gone. */
    @Actor
    public void sweeper() {
      contents = 7;
      span.tryCount(span.acquire(), 0);
    }

    /** Ends the span if it can, and reads. */
    @Actor
    public void freer(II_Result r) {
      long seen = span.acquire();
      if (SpanWord.allocCount(seen) == 0 && span.tryRetire(seen)) {
        r.r1 = 1;
        r.r2 = contents;
      }
    }
  }

  /**
   * A span lives again, its needzero another than before, and is seen by a reader that found it in
   * its first life. r1: 1 in the first life, 3 in the second; r2: needzero in the second.
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "1, 0"},
      expect = ACCEPTABLE,
      desc = "Not in its second life.")
  @Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "In its second life, with the new field.")
  @Outcome(
      id = "3, 1",
      expect = FORBIDDEN,
      desc = "The second life with a field of the first (H3).")
  public static class SecondNeedzero {
    private final Span span = new Span(HeapAddress.of(0), 4, Span.NO_CLASS, true);

    /** The first life. */
    public SecondNeedzero() {
      span.publish(SpanAllocType.STACK);
    }

    /** Ends the first life and begins the second. */
    @Actor
    public void maker() {
      span.tryRetire(span.acquire());
      span.relinquish();
      span.tryReuse(4, Span.NO_CLASS, false);
      span.publish(SpanAllocType.WORK_BUF);
    }

    /** Reads the word, then the field. */
    @Actor
    public void reader(II_Result r) {
      long seen = span.acquire();
      r.r1 = SpanWord.state(seen) == SpanWord.DEAD ? 0 : SpanWord.purpose(seen).code();
      r.r2 = r.r1 == 3 && span.needzero() ? 1 : 0;
    }
  }

  /**
   * The record of a page is a span that was published. r1: 1 if there is one; r2: 1 if it lives.
   */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "No span yet.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "A span, and it lives.")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "A span that was not published yet (E2).")
  public static class Recorded extends SpanPublication.Scenario {
    /** Publishes pages 8 to 11. */
    @Actor
    public void maker() {
      publish(8, 4, SpanAllocType.STACK);
    }

    /** Looks the record up, and then its word. */
    @Actor
    public void visitor(II_Result r) {
      Span span = map.recordAt(8);
      r.r1 = span == null ? 0 : 1;
      r.r2 = span == null || SpanWord.state(span.acquire()) == SpanWord.DEAD ? 0 : 1;
    }
  }
}
