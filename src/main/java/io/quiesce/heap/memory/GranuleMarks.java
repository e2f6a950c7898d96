package io.quiesce.heap.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One byte for each granule of the address space, for the debug modes.
 *
 * <p>A mark is written by the owner of its granule. A use after free reads it without owning it,
 * hence opaque: such a reader sees some value that was there, and what it sees is only a diagnosis.
 * The parts of the table are made on first use. Opaque is enough to find them too: zeros need no
 * publication, since default values come before the first step of any thread (JLS 17.4.4).
 */
final class GranuleMarks {
  private static final VarHandle PART = MethodHandles.arrayElementVarHandle(byte[][].class);
  private static final VarHandle MARK = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final int PART_SHIFT = 12;
  private static final int PART_MASK = (1 << PART_SHIFT) - 1;

  private final int shift;
  private final byte[][] parts;

  /**
   * A table of zeros.
   *
   * @param maxBytes size of the address space
   * @param granuleShift log2 of the bytes that share a mark
   */
  GranuleMarks(long maxBytes, int granuleShift) {
    shift = granuleShift;
    parts = new byte[Math.toIntExact((maxBytes >> granuleShift >> PART_SHIFT) + 1)][];
  }

  /** The mark of granule {@code g}. */
  byte get(long g) {
    byte[] part = (byte[]) PART.getOpaque(parts, (int) (g >> PART_SHIFT));
    return part == null ? 0 : (byte) MARK.getOpaque(part, (int) g & PART_MASK);
  }

  /** Sets the mark of granule {@code g}; the caller owns the granule. */
  void set(long g, byte mark) {
    int i = (int) (g >> PART_SHIFT);
    byte[] part = (byte[]) PART.getOpaque(parts, i);
    if (part == null) {
      byte[] fresh = new byte[PART_MASK + 1];
      // CAS: a set could drop an array with marks; its order is idle, see above
      byte[] witness = (byte[]) PART.compareAndExchange(parts, i, null, fresh);
      part = witness == null ? fresh : witness;
    }
    MARK.setOpaque(part, (int) g & PART_MASK, mark);
  }

  /** The granule that holds {@code addr}. */
  long granule(long addr) {
    return (addr - HeapAddress.BASE) >> shift;
  }
}
