package io.quiesce.gc.work;

import io.quiesce.heap.memory.HeapAddress;

/**
 * How a span of work buffers is cut.
 *
 * @param entries pointers that one buffer holds, at least 1
 * @param perSpan buffers in a span, a power of two; they must fit with a header of 24 bytes each
 */
public record WorkBufShape(int entries, int perSpan) {
  /** Pages in a span of work buffers (Go: {@code workbufAlloc}, 32 KiB). */
  public static final int SPAN_PAGES = 4;

  private static final int SPAN_BYTES = (int) HeapAddress.bytes(SPAN_PAGES);
  private static final int HEADER_BYTES = 24;

  /** Go's buffers on a 64-bit machine: 2048 bytes, 253 of them pointers. */
  public static final WorkBufShape GO = new WorkBufShape(253, 16);

  /** Checks the values. */
  public WorkBufShape {
    if (perSpan < 1 || Integer.bitCount(perSpan) != 1 || perSpan > SPAN_BYTES) {
      throw new IllegalArgumentException("perSpan=" + perSpan + "; must be a power of two");
    }
    int most = (SPAN_BYTES / perSpan - HEADER_BYTES) / Long.BYTES;
    if (entries < 1 || entries > most) {
      throw new IllegalArgumentException(
          "entries=" + entries + "; " + perSpan + " buffers in a span leave 1 to " + most);
    }
  }

  /** Bytes from one buffer of a span to the next. */
  public int bufBytes() {
    return SPAN_BYTES / perSpan;
  }
}
