package io.quiesce.heap.span;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * The {@link SpanWord} of a span of four pieces against a set of free pieces and a life: a piece
 * has one holder, and the span dies once, with nothing in use (H5, S10). Nobody waits for anybody.
 *
 * <p>At the start piece 3, which the carver took, is in use, and 0 to 2 are free.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=SpanWordLinearizability}
 */
@ModelChecked(specification = SpanWordLinearizability.Pieces.class, obstructionFree = true)
@Scenario(threads = {"take()", "take()"})
@Scenario(threads = {"put(3)", "put(3)"})
@Scenario(threads = {"put(3)", "take()"})
@Scenario(
    threads = {"put(3)", "retire()"},
    after = "take()")
@Scenario(
    before = "put(3)",
    threads = {"take()", "retire()"},
    after = "inUse()")
@Scenario(
    before = "put(3)",
    threads = {"retire()", "retire()"},
    after = "take()")
@Scenario(threads = {"put(3); retire()", "take(); put(2)"})
@Scenario(
    threads = {"put(3)", "take()", "retire()"},
    exhaustive = false)
@Scenario(
    threads = {"put(3); retire()", "take(); put(2)", "inUse(); retire()"},
    exhaustive = false)
public class SpanWordLinearizability {
  private static final int PAGES = 4;
  private static final int PIECES = 4;
  private static final int NONE = -1;

  private final Span span = new Span(HeapAddress.BASE, PAGES, Span.NO_CLASS, false);

  /** Publishes and carves. */
  public SpanWordLinearizability() {
    span.publish(SpanAllocType.STACK);
    int highest = span.carve((int) span.bytes() / PIECES);
    if (highest != PIECES - 1) {
      throw new AssertionError("the carver got piece " + highest);
    }
  }

  /** Takes the highest free piece; -1 if none is free or the span is dead. */
  @Operation
  public int take() {
    while (true) {
      long seen = span.acquire();
      if (SpanWord.freeMask(seen) == 0) {
        return NONE;
      }
      if (span.tryTakeHighest(seen)) {
        return SpanWord.highestFree(seen);
      }
    }
  }

  /** Gives a piece back; false if it is not in use. */
  @Operation
  public boolean put(@Param(gen = IntGen.class, conf = "2:3") int piece) {
    try {
      while (!span.tryPut(span.acquire(), piece)) {
        Thread.onSpinWait();
      }
      return true;
    } catch (SpanStateException refused) {
      return false;
    }
  }

  /** Ends the span's life; false if it is dead or in use. */
  @Operation
  public boolean retire() {
    try {
      while (!span.tryRetire(span.acquire())) {
        Thread.onSpinWait();
      }
      return true;
    } catch (SpanStateException refused) {
      return false;
    }
  }

  /** How many pieces are in use. */
  @Operation
  public int inUse() {
    return SpanWord.allocCount(span.acquire());
  }

  /** A dead span has died once and has nothing in use; a live one has kept its shape. */
  @Validate
  public void wordIsWhole() {
    long word = span.acquire();
    boolean dead = SpanWord.state(word) == SpanWord.DEAD;
    if (SpanWord.incarnation(word) != (dead ? 1 : 0)
        || SpanWord.pieces(word) != (dead ? 0 : PIECES)
        || SpanWord.purpose(word) != SpanAllocType.STACK
        || SpanWord.freeMask(word) >= 1 << PIECES) {
      throw new AssertionError("H6: " + span + ", word " + Long.toHexString(word));
    }
  }

  /** The specification. */
  public static final class Pieces {
    private final boolean[] free = {true, true, true, false};
    private boolean dead;

    /** The highest free piece. */
    public int take() {
      for (int piece = PIECES - 1; piece >= 0 && !dead; piece--) {
        if (free[piece]) {
          free[piece] = false;
          return piece;
        }
      }
      return NONE;
    }

    /** A piece in use becomes free. */
    public boolean put(int piece) {
      if (dead || free[piece]) {
        return false;
      }
      free[piece] = true;
      return true;
    }

    /** Only once, and only when all are free. */
    public boolean retire() {
      if (dead || inUse() != 0) {
        return false;
      }
      dead = true;
      return true;
    }

    /** None in a dead span. */
    public int inUse() {
      int inUse = 0;
      for (boolean one : free) {
        inUse += one || dead ? 0 : 1;
      }
      return inUse;
    }
  }
}
