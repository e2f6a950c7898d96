package io.quiesce.heap.span;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The state word of one span: the only authority on whether it lives, for what, and what is in use
 * inside it.
 *
 * <pre>
 *  63          32 31          16 15       8 7       4 3       0
 * +--------------+--------------+----------+---------+---------+
 * | incarnation  | free / count |  pieces  | purpose |  state  |
 * +--------------+--------------+----------+---------+---------+
 * </pre>
 *
 * <p>{@code pieces} is 0 for a span that is not carved: the 16 bits are then the number of objects
 * in use. For a carved span (16, 8, 4 or 2 stacks) they are the mask of <em>free</em> pieces, bit i
 * for the piece at base + i * size. In both cases {@link #allocCount} says how many are in use, so
 * nothing beside the word is ever read to interpret it.
 *
 * <h2>Transitions</h2>
 *
 * <ol>
 *   <li>{@link #publish}: DEAD to IN_USE (HEAP) or MANUAL (the rest), by the owner of the pages.
 *   <li>{@link #tryCarve}: not carved and nothing in use, to carved with the highest piece taken.
 *   <li>{@link #tryTakeHighest}, {@link #tryPut}: one free piece less or more.
 *   <li>{@link #tryCount}: another number of objects in use.
 *   <li>{@link #tryRetire}: live and nothing in use, to DEAD, incarnation + 1. The winner owns the
 *       pages.
 * </ol>
 *
 * <p>A word that was read in one life is never met again in another: the incarnation has grown. So
 * who judged a span that died and was born again meanwhile loses its compare-and-set.
 *
 * <p>Each but the first is one compare-and-set of the whole word against the value that the caller
 * has judged; so "the last piece came back" and "someone took a piece" cannot both win (H5, S10).
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which H3 and E12 rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>publish</td><td>release</td><td>{@link #acquire}</td><td>H3: live span without its
 *       fields</td></tr>
 *   <tr><td>acquire</td><td>acquire</td><td>publish and all transitions</td><td>H3</td></tr>
 *   <tr><td>every compare-and-set</td><td>volatile</td><td>each other, acquire</td><td>without
 *       release on put or acquire on take E12: next user of a piece sees the last one's writes
 *       arrive late; each hands on what earlier ones released, so each needs both halves</td></tr>
 * </table>
 */
public sealed class SpanWord permits Span {
  /** Not published yet, or freed. Free memory has no other state (Go: {@code mSpanDead}). */
  public static final int DEAD = 0;

  /** Holds collected objects (Go: {@code mSpanInUse}). */
  public static final int IN_USE = 1;

  /** Owned by a manual owner (Go: {@code mSpanManual}). */
  public static final int MANUAL = 2;

  /** The largest number of objects that {@link #tryCount} can hold. */
  public static final int MAX_COUNT = 0xffff;

  private static final VarHandle WORD;
  private static final int PURPOSE_SHIFT = 4;
  private static final int PIECES_SHIFT = 8;
  private static final int LOW_SHIFT = 16;
  private static final int INCARNATION_SHIFT = 32;
  private static final int NIBBLE = 0xf;
  private static final int BYTE = 0xff;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(SpanWord.class, "word", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through WORD
  private long word;

  SpanWord() {}

  /** The word, to be read before anything that the maker or a predecessor wrote (H3, E12). */
  public final long acquire() {
    return (long) WORD.getAcquire(this);
  }

  /**
   * The word, for a second look after the caller has published something of its own. Volatile: the
   * publication does not move behind the look (Dekker).
   */
  public final long reread() {
    return (long) WORD.getVolatile(this);
  }

  /** The word, for figures and messages. Opaque: never go on to fields or pages from it. */
  public final long peek() {
    return (long) WORD.getOpaque(this);
  }

  /**
   * DEAD to live, by the owner of the pages.
   *
   * @throws SpanStateException if it is live
   */
  public final void publish(SpanAllocType type) {
    long seen = peek();
    if (state(seen) != DEAD) {
      throw new SpanStateException("publish: " + describe(seen) + " lives; end that life first");
    }
    // release, pairs with acquire(): the fields are seen with the state; weakened: H3
    WORD.setRelease(this, pack(incarnation(seen), 0, 0, type, type.manual() ? MANUAL : IN_USE));
  }

  /** Throws unless {@code seen} is a manual span with nothing in use, and the pieces are legal. */
  static void requireCarvable(long seen, int pieces) {
    if (pieces < 2 || pieces > 16 || Integer.bitCount(pieces) != 1) {
      throw new IllegalArgumentException(pieces + " pieces; legal are 2, 4, 8 and 16");
    }
    if (state(seen) != MANUAL || pieces(seen) != 0 || allocCount(seen) != 0) {
      throw new SpanStateException("carve into " + pieces + " of " + describe(seen));
    }
  }

  /** Cuts into pieces and takes the highest; false if the word is no longer {@code seen}. */
  final boolean tryCarve(long seen, int pieces) {
    requireCarvable(seen, pieces);
    int mask = (1 << (pieces - 1)) - 1;
    // release half publishes the size of the pieces to takers; weakened: H3; acquire half idle: the
    // only owner has read the word with acquire
    return WORD.compareAndSet(this, seen, withLow(seen, mask) | (long) pieces << PIECES_SHIFT);
  }

  /**
   * Takes piece {@code highestFree(seen)}; false if the word is no longer {@code seen}.
   *
   * @throws SpanStateException if {@code seen} shows no free piece
   */
  public final boolean tryTakeHighest(long seen) {
    int mask = freeMask(seen);
    if (mask == 0) {
      throw new SpanStateException("take a piece of " + describe(seen) + ": none is free");
    }
    // volatile: acquires the piece from its last user, hands on the others'; weakened: E12
    return WORD.compareAndSet(this, seen, withLow(seen, mask & ~Integer.highestOneBit(mask)));
  }

  /**
   * Gives piece {@code piece} back; false if the word is no longer {@code seen}.
   *
   * @throws SpanStateException if {@code seen} shows it free already, or no such piece
   */
  public final boolean tryPut(long seen, int piece) {
    if (piece < 0 || piece >= pieces(seen) || (freeMask(seen) >>> piece & 1) != 0) {
      throw new SpanStateException(
          "give back piece "
              + piece
              + " of "
              + describe(seen)
              + ": it is not in use; freed twice?");
    }
    // volatile: releases the piece to its next user; weakened: E12
    return WORD.compareAndSet(this, seen, withLow(seen, freeMask(seen) | 1 << piece));
  }

  /**
   * Sets the number of objects in use; false if the word is no longer {@code seen}.
   *
   * @throws SpanStateException if {@code seen} is dead or carved, or the count does not fit
   */
  public final boolean tryCount(long seen, int count) {
    if (state(seen) == DEAD || pieces(seen) != 0 || count < 0 || count > MAX_COUNT) {
      throw new SpanStateException("set count " + count + " of " + describe(seen));
    }
    // release half: to whoever retires the span; acquire half hands on what was released before,
    // also if the word was another meanwhile and is as it was; weakened: E3
    return WORD.compareAndSet(this, seen, withLow(seen, count));
  }

  /**
   * Ends the span's life; false if the word is no longer {@code seen}. The winner owns the pages.
   *
   * @throws SpanStateException if {@code seen} is dead already or has something in use (H5)
   */
  public final boolean tryRetire(long seen) {
    if (state(seen) == DEAD || allocCount(seen) != 0) {
      throw new SpanStateException("retire " + describe(seen) + ": must live and be unused");
    }
    // acquire half: from the last users; one winner; weakened: E3, H5; release half idle, since the
    // winner hands on by giving the pages back
    return WORD.compareAndSet(this, seen, pack(incarnation(seen) + 1, 0, 0, purpose(seen), DEAD));
  }

  /** {@link #DEAD}, {@link #IN_USE} or {@link #MANUAL}. */
  public static int state(long word) {
    return (int) word & NIBBLE;
  }

  /** What the span is for; of a dead span, what it was for. */
  public static SpanAllocType purpose(long word) {
    return SpanAllocType.of((int) (word >>> PURPOSE_SHIFT) & NIBBLE);
  }

  /** Into how many pieces the span is cut; 0 if it is not. */
  public static int pieces(long word) {
    return (int) (word >>> PIECES_SHIFT) & BYTE;
  }

  /** The free pieces of a carved span; 0 if it is not carved. */
  public static int freeMask(long word) {
    return pieces(word) == 0 ? 0 : low(word);
  }

  /** The piece that {@link #tryTakeHighest} takes; -1 if none is free. */
  public static int highestFree(long word) {
    return 31 - Integer.numberOfLeadingZeros(freeMask(word));
  }

  /** Objects or pieces in use (Go: {@code allocCount}). */
  public static int allocCount(long word) {
    int pieces = pieces(word);
    return pieces == 0 ? low(word) : pieces - Integer.bitCount(low(word));
  }

  /** How many lives have ended. */
  public static int incarnation(long word) {
    return (int) (word >>> INCARNATION_SHIFT);
  }

  /** Renders a word for messages, as in {@code MANUAL STACK, 3 of 16 stacks in use}. */
  public static String describe(long word) {
    int pieces = pieces(word);
    String use = allocCount(word) + (pieces == 0 ? "" : " of " + pieces) + " in use";
    return switch (state(word)) {
      case DEAD -> word == 0 ? "span never published" : "dead " + purpose(word) + " span";
      case IN_USE -> "in-use " + purpose(word) + " span, " + use;
      case MANUAL -> "manual " + purpose(word) + " span, " + use;
      default -> "corrupt word " + Long.toHexString(word);
    };
  }

  private static int low(long word) {
    return (int) (word >>> LOW_SHIFT) & MAX_COUNT;
  }

  private static long withLow(long word, int low) {
    return (word & ~((long) MAX_COUNT << LOW_SHIFT)) | ((long) low << LOW_SHIFT);
  }

  private static long pack(int incarnation, int low, int pieces, SpanAllocType type, int state) {
    return (long) incarnation << INCARNATION_SHIFT
        | (long) low << LOW_SHIFT
        | (long) pieces << PIECES_SHIFT
        | (long) type.code() << PURPOSE_SHIFT
        | state;
  }
}
