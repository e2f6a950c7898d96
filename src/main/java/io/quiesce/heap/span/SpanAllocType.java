package io.quiesce.heap.span;

/** What a span is for (Go: {@code spanAllocType} in mheap.go, with the same numbers). */
public enum SpanAllocType {
  /** Holds collected objects; the only type that is not manual. */
  HEAP(0),
  /** Stacks of goroutines and Ms. */
  STACK(1),
  /** Unrolled pointer/scalar bitmaps; may be freed in any phase, since no pointer to it exists. */
  PTR_SCALAR_BITS(2),
  /** Work buffers of the marker. */
  WORK_BUF(3);

  private static final SpanAllocType[] BY_CODE = values();

  private final int code;

  SpanAllocType(int code) {
    this.code = code;
  }

  /** Go's number for the type, as recorded in traces and stored in span words. */
  public int code() {
    return code;
  }

  /** Whether the owner frees the span itself, as opposed to the sweeper. */
  public boolean manual() {
    return this != HEAP;
  }

  /**
   * The type with Go's number {@code code}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SpanAllocType of(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("no span type has code " + code + "; known are 0 to 3");
    }
    return BY_CODE[code];
  }
}
