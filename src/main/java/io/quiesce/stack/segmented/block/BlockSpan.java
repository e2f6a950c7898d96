package io.quiesce.stack.segmented.block;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * One run of pages and the pieces it is cut into. A fresh object per run, never reused.
 *
 * <p>A slot per smallest block says what starts there: nothing (0), or a piece of {@code 1 <<
 * order} bytes that is free or allocated. {@code live} counts the allocated pieces; at zero the
 * span is dead for ever, and whoever brought it there owns the pages.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>B1. Pieces tile the span.
 *   <li>B2. live = number of allocated pieces, except inside {@link #free}, {@link #take} and
 *       {@link #split}, where it is larger by the piece in hand.
 *   <li>B3. live never leaves zero.
 * </ul>
 *
 * Orderings: {@link #free} releases and {@link #take} acquires through the slot (E12: the last
 * write of the old owner happens before the first of the new one). The decrement of live releases
 * and the one that reaches zero acquires, so all owners are done when the pages go back (E3).
 */
final class BlockSpan {
  private static final int ALLOCATED = 1;

  final long base;
  final int npages;
  private final int unit;
  private final AtomicIntegerArray slots;
  private final AtomicInteger live = new AtomicInteger(1);

  /** A span cut into pieces of {@code bytes}, the first allocated and the others free. */
  BlockSpan(long base, int npages, int unit, long bytes) {
    this.base = base;
    this.npages = npages;
    this.unit = unit;
    long total = (long) npages * PageSource.PAGE_BYTES;
    slots = new AtomicIntegerArray((int) (total / unit));
    for (long at = 0; at < total; at += bytes) {
      slots.setPlain((int) (at / unit), code(bytes, at == 0));
    }
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
    // release and acquire: all former owners are done when the count reaches zero (E3)
    return live.getAndDecrement() == 1;
  }

  /** Free to allocated, by the one holder of the piece's list entry; false if the span is dead. */
  boolean take(long addr, long bytes) {
    int seen = live.getPlain();
    while (seen != 0) {
      // acquire is enough: the piece itself comes through its slot
      int witness = live.compareAndExchangeAcquire(seen, seen + 1);
      if (witness == seen) {
        // acquire, pairs with free() (E12)
        int was =
            slots.compareAndExchangeAcquire(slotOf(addr), code(bytes, false), code(bytes, true));
        if (was != code(bytes, false)) {
          throw new BlockException("take: " + describe(addr) + " is on a free list as " + bytes);
        }
        return true;
      }
      seen = witness;
    }
    return false;
  }

  /** Cuts an allocated piece into two allocated halves. Only its owner calls. */
  void split(long addr, long bytes) {
    long half = bytes / 2;
    // the count first: it may be too high for a moment (B2), never too low. The caller's own piece
    // holds the span up, and slots are the caller's until a release hands a half on
    live.getAndIncrement();
    slots.setRelease(slotOf(addr + half), code(half, true));
    slots.setRelease(slotOf(addr), code(half, true));
  }

  boolean isDead() {
    // opaque: dead is final, so a stale answer only keeps a list entry a little longer
    return live.getOpaque() == 0;
  }

  /** Calls {@code visitor} for each piece. For oracles and for the owner of a dead span. */
  void forEachPiece(PieceVisitor visitor) {
    for (int i = 0; i < slots.length(); i++) {
      int code = slots.getAcquire(i);
      if (code != 0) {
        visitor.piece(base + (long) i * unit, 1L << (code >> 1), (code & ALLOCATED) != 0);
      }
    }
  }

  /** Receives the pieces of a span. */
  interface PieceVisitor {
    /** One piece: its address, its bytes, whether it is allocated. */
    void piece(long addr, long bytes, boolean allocated);
  }

  String describe(long addr) {
    String at = "0x" + Long.toHexString(addr) + " in the span 0x" + Long.toHexString(base);
    int code = aligned(addr) ? slots.getAcquire(slotOf(addr)) : 0;
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
    return (addr - base) % unit == 0;
  }

  private int slotOf(long addr) {
    return (int) ((addr - base) / unit);
  }

  private static int code(long bytes, boolean allocated) {
    return Long.numberOfTrailingZeros(bytes) << 1 | (allocated ? ALLOCATED : 0);
  }
}
