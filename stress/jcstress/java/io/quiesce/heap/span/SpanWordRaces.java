package io.quiesce.heap.span;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.heap.memory.HeapAddress;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One word decides who owns a piece and who ends a span: pieces are taken once (S1), a span ends
 * once and only when idle (H5), and a piece hands on what its last user wrote (E12).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=SpanWordRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class SpanWordRaces {
  private SpanWordRaces() {}

  /** A span of two pieces, of which the higher one is taken. */
  static class Scenario {
    final Span span = new Span(HeapAddress.of(0), 4, Span.NO_CLASS, true);
    int contents;

    Scenario() {
      span.publish(SpanAllocType.STACK);
      span.carve(16384);
    }

    /** The piece taken, -1 if none was free. */
    final int take() {
      while (true) {
        long seen = span.acquire();
        if (SpanWord.freeMask(seen) == 0) {
          return -1;
        }
        if (span.tryTakeHighest(seen)) {
          return SpanWord.highestFree(seen);
        }
      }
    }

    final void put(int piece) {
      long seen;
      do {
        seen = span.acquire();
      } while (!span.tryPut(seen, piece));
    }

    /** 1 if this caller ended the span, 0 if it was in use or ended. */
    final int retireIdle() {
      while (true) {
        long seen = span.acquire();
        if (SpanWord.state(seen) == SpanWord.DEAD || SpanWord.allocCount(seen) != 0) {
          return 0;
        }
        if (span.tryRetire(seen)) {
          return 1;
        }
      }
    }
  }

  /** A span dies and is born again while somebody holds a word of its first life. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0, 1", "0, 1, 2"},
      expect = ACCEPTABLE,
      desc = "One ended the first life; the other did not touch the second.")
  @Outcome(expect = FORBIDDEN, desc = "The second life was ended by a word of the first.")
  public static class StaleWordVersusSecondLife {
    private final Span span = new Span(HeapAddress.of(0), 4, Span.NO_CLASS, true);
    private final long stale;

    /** The word of the first life, as both judged it. */
    public StaleWordVersusSecondLife() {
      span.publish(SpanAllocType.STACK);
      stale = span.acquire();
    }

    /** Ends the life that it judged. */
    @Actor
    public void late(III_Result r) {
      r.r1 = span.tryRetire(stale) ? 1 : 0;
    }

    /** Ends it, and as the owner of the pages begins the next. */
    @Actor
    public void quick(III_Result r) {
      if (span.tryRetire(stale)) {
        r.r2 = 1;
        span.publish(SpanAllocType.STACK);
      }
    }

    /** 1 for a dead span, 2 for a live one. */
    @Arbiter
    public void audit(III_Result r) {
      r.r3 = SpanWord.state(span.acquire()) == SpanWord.DEAD ? 1 : 2;
    }
  }

  /** One piece is left for two. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, -1", "-1, 0"},
      expect = ACCEPTABLE,
      desc = "One has it.")
  @Outcome(expect = FORBIDDEN, desc = "Both have it, or nobody.")
  public static class TakeVersusTake extends Scenario {
    /** Takes. */
    @Actor
    public void left(II_Result r) {
      r.r1 = take();
    }

    /** Takes. */
    @Actor
    public void right(II_Result r) {
      r.r2 = take();
    }
  }

  /** A piece goes from one user to the next. r1: what the next one reads. */
  @JCStressTest
  @State
  @Outcome(id = "7, 1", expect = ACCEPTABLE, desc = "Given back and taken, with its contents.")
  @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "The lower piece was taken.")
  @Outcome(expect = FORBIDDEN, desc = "The old user still writes; or the count is wrong.")
  public static class HandOver extends Scenario {
    /** Writes to piece 1 and gives it back. */
    @Actor
    public void oldUser() {
      contents = 7;
      put(1);
    }

    /** Takes a piece and reads it if it is that one. */
    @Actor
    public void newUser(II_Result r) {
      r.r1 = take() == 1 ? contents : -1;
    }

    /** The pieces in use. */
    @Arbiter
    public void inUse(II_Result r) {
      r.r2 = SpanWord.allocCount(span.acquire());
    }
  }

  /** Taking a piece against ending the idle span. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Ended; nothing was taken.")
  @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "Taken; the span lives.")
  @Outcome(expect = FORBIDDEN, desc = "A piece of a dead span is in use, or the span is lost.")
  public static class TakeVersusRetire extends Scenario {
    /** All pieces are free. */
    public TakeVersusRetire() {
      put(1);
    }

    /** Takes. */
    @Actor
    public void user(III_Result r) {
      r.r1 = take() == -1 ? 0 : 1;
    }

    /** Ends. */
    @Actor
    public void freer(III_Result r) {
      r.r2 = retireIdle();
    }

    /** Whether it lives. */
    @Arbiter
    public void state(III_Result r) {
      r.r3 = SpanWord.state(span.acquire()) == SpanWord.DEAD ? 0 : 1;
    }
  }

  /** Two give the last two pieces back; each then tries to end the span. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "The last one ends it.")
  @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "It ends twice: its pages are freed twice.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Nobody ends it: it is stranded.")
  public static class LastTwoPuts extends Scenario {
    /** Both pieces are taken. */
    public LastTwoPuts() {
      take();
    }

    /** Gives piece 0 back. */
    @Actor
    public void left(II_Result r) {
      put(0);
      r.r1 = retireIdle();
    }

    /** Gives piece 1 back. */
    @Actor
    public void right(II_Result r) {
      put(1);
      r.r2 = retireIdle();
    }
  }

  /** Two end the same idle span. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "One of them.")
  @Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
  public static class RetireVersusRetire extends Scenario {
    /** All pieces are free. */
    public RetireVersusRetire() {
      put(1);
    }

    /** Ends. */
    @Actor
    public void left(II_Result r) {
      r.r1 = retireIdle();
    }

    /** Ends. */
    @Actor
    public void right(II_Result r) {
      r.r2 = retireIdle();
    }
  }
}
