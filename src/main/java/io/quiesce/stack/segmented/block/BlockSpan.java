package io.quiesce.stack.segmented.block;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanWord;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * One run of pages and the pieces it is cut into. A fresh object per run, never reused.
 *
 * <p>A slot per smallest block says what starts there: nothing (0), or a piece of {@code 1 <<
 * order} bytes that is free or allocated. The count of the heap span's own word is the number of
 * allocated pieces, so the page heap itself refuses to free a span with blocks in use. Who brings
 * it to zero owns the pages.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>B1. Pieces tile the span.
 *   <li>B2. count = number of allocated pieces, except inside {@link #free}, {@link #take} and
 *       {@link #split}, where it is larger by the piece in hand.
 *   <li>B3. The count never leaves zero.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which E3 and E12 rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>free: slot CAS</td><td>release</td><td>take: slot CAS</td><td>E12: the new owner sees
 *       the old one's writes arrive late</td></tr>
 *   <tr><td>take: slot CAS</td><td>acquire</td><td>free: slot CAS</td><td>E12</td></tr>
 *   <tr><td>count</td><td>volatile ({@link SpanWord#tryCount})</td><td>itself</td><td>E3: pages go
 *       back before their users are done; B3</td></tr>
 *   <tr><td>split: store of the lower half</td><td>release</td><td>{@link #isAllocated}</td><td>a
 *       wrong free is judged by half a split</td></tr>
 * </table>
 */
final class BlockSpan {
  private static final int ALLOCATED = 1;

  private final Span span;
  private final int unit;
  private final AtomicIntegerArray slots;

  /**
   * A fresh heap span, cut into pieces of {@code bytes}, the first allocated and the others free.
   */
  BlockSpan(Span span, int unit, long bytes) {
    this.span = span;
    this.unit = unit;
    slots = new AtomicIntegerArray((int) (span.bytes() / unit));
    for (long at = 0; at < span.bytes(); at += bytes) {
      slots.setPlain((int) (at / unit), code(bytes, at == 0));
    }
    addToCount(1);
  }

  Span span() {
    return span;
  }

  private int addToCount(int delta) {
    long seen;
    int count;
    do {
      seen = span.acquire();
      count = SpanWord.allocCount(seen) + delta;
    } while (!span.tryCount(seen, count));
    return count;
  }

  /** True if an allocated piece of {@code bytes} starts at {@code addr}. */
  boolean isAllocated(long addr, long bytes) {
    // acquire: the caller goes on to use the piece on the strength of this
    return aligned(addr) && slots.getAcquire(slotOf(addr)) == code(bytes, true);
  }

  /** Allocated to free; false and unchanged if no allocated piece of {@code bytes} starts there. */
  boolean free(long addr, long bytes) {
    // release, pairs with take() (E12); one CAS, so of two frees one loses
    return aligned(addr)
        && slots.compareAndExchangeRelease(slotOf(addr), code(bytes, true), code(bytes, false))
            == code(bytes, true);
  }

  /**
   * Counts the piece of {@link #free} out.
   *
   * @return true if it was the last; then the caller owns the pages
   */
  boolean release() {
    return addToCount(-1) == 0;
  }

  /** Free to allocated, by the one holder of the piece's list entry; false if the span is dead. */
  boolean take(long addr, long bytes) {
    if (!tryEnter()) {
      return false;
    }
    // acquire, pairs with free() (E12)
    int was = slots.compareAndExchangeAcquire(slotOf(addr), code(bytes, false), code(bytes, true));
    if (was != code(bytes, false)) {
      throw new BlockException("take: " + describe(addr) + " is on a free list as " + bytes);
    }
    return true;
  }

  private boolean tryEnter() {
    long seen = span.acquire();
    while (SpanWord.allocCount(seen) != 0) {
      if (span.tryCount(seen, SpanWord.allocCount(seen) + 1)) {
        return true;
      }
      seen = span.acquire();
    }
    return false;
  }

  /** Cuts an allocated piece into two allocated halves. Only its owner calls. */
  void split(long addr, long bytes) {
    long half = bytes / 2;
    // the count first: it may be too high for a moment (B2), never too low
    addToCount(1);
    // opaque: the slots are the owner's until it frees a half, and the next store orders this one
    slots.setOpaque(slotOf(addr + half), code(half, true));
    // release, pairs with isAllocated(): who sees the lower half sees the upper one
    slots.setRelease(slotOf(addr), code(half, true));
  }

  boolean isDead() {
    // zero is final (B3), so a stale answer only keeps a list entry a little longer
    return SpanWord.allocCount(span.peek()) == 0;
  }

  /** Calls {@code visitor} for each piece. For oracles and for the owner of a dead span. */
  void forEachPiece(PieceVisitor visitor) {
    for (int i = 0; i < slots.length(); i++) {
      // opaque: the owner of a dead span saw all changes with the count; oracles look at rest
      int code = slots.getOpaque(i);
      if (code != 0) {
        visitor.piece(span.base() + (long) i * unit, 1L << (code >> 1), (code & ALLOCATED) != 0);
      }
    }
  }

  /** Receives the pieces of a span. */
  interface PieceVisitor {
    /** One piece: its address, its bytes, whether it is allocated. */
    void piece(long addr, long bytes, boolean allocated);
  }

  String describe(long addr) {
    String at = HeapAddress.hex(addr) + " in " + span;
    // opaque: for a message
    int code = aligned(addr) ? slots.getOpaque(slotOf(addr)) : 0;
    if (code == 0) {
      return at + " (no block starts there)";
    }
    return at
        + " (a block of "
        + (1L << (code >> 1))
        + " bytes, "
        + ((code & ALLOCATED) != 0 ? "allocated)" : "free)");
  }

  private boolean aligned(long addr) {
    return (addr - span.base()) % unit == 0;
  }

  private int slotOf(long addr) {
    return (int) ((addr - span.base()) / unit);
  }

  private static int code(long bytes, boolean allocated) {
    return Long.numberOfTrailingZeros(bytes) << 1 | (allocated ? ALLOCATED : 0);
  }
}
