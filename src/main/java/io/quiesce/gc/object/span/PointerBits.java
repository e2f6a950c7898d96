package io.quiesce.gc.object.span;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One bit for each word of a span: whether it is a pointer (Go: the heap bitmap).
 *
 * <p>The owner of the span writes the bits of an object before its address is published; a marker
 * reads them after it has acquired the address, so they are those of the object's last birth. Words
 * of the bitmap are shared by neighbours: stores are opaque, for a marker that reads the bits of a
 * neighbour at the same time must see them unchanged.
 */
final class PointerBits {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] bits;

  PointerBits(long spanBytes) {
    bits = new long[Math.toIntExact(spanBytes >> 9)];
  }

  /** The 64 bits from word {@code 64 * i} of the span on. */
  long word(int i) {
    // opaque: whole words; what they must show was published with the object's address
    return (long) WORD.getOpaque(bits, i);
  }

  /**
   * Writes the bits of an object: {@code count} values of {@code layout}, the rest scalars.
   *
   * @param start first word of the object in the span
   * @param words of the object's size class
   */
  void write(long start, long words, ObjectLayout layout, long count) {
    for (long done = 0; done < words; done += Long.SIZE) {
      put(start + done, (int) Math.min(Long.SIZE, words - done), part(layout, count, done));
    }
  }

  /** The bits of the object's words {@code from} to {@code from + 63}. */
  private static long part(ObjectLayout layout, long count, long from) {
    if (count == 1) {
      return from < layout.words() ? layout.pointerBits((int) (from >> 6)) : 0;
    }
    long used = Math.min(Long.SIZE, count * layout.words() - from);
    long part = 0;
    int word = (int) (from % layout.words());
    for (int i = 0; i < used; i++) {
      part |= layout.isPointer(word) ? 1L << i : 0;
      word = word + 1 == layout.words() ? 0 : word + 1;
    }
    return part;
  }

  private void put(long start, int n, long part) {
    int i = (int) (start >> 6);
    int shift = (int) start & (Long.SIZE - 1);
    long mask = -1L >>> (Long.SIZE - n);
    // plain loads: the owner reads what owners wrote
    WORD.setOpaque(bits, i, (bits[i] & ~(mask << shift)) | (part & mask) << shift);
    if (shift + n > Long.SIZE) {
      int done = Long.SIZE - shift;
      WORD.setOpaque(bits, i + 1, (bits[i + 1] & ~(mask >>> done)) | (part & mask) >>> done);
    }
  }
}
