package io.quiesce.gc.mark;

import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;

/**
 * Unrolls the pointer bits of a {@link GcProgram} into a span of their own, for as long as somebody
 * scans by them (Go: {@code materializeGCProg}, {@code dematerializeGCProg}).
 *
 * <p>This is the one purpose whose spans may be freed while a cycle runs. It is sound because no
 * pointer to them exists that a marker could meet: the span holds bits, its address lives in locals
 * of code on a system stack, which is not scanned, and the code that made it frees it before it can
 * lose its P.
 *
 * <p>Differs from Go, which writes to a span that may be null: without memory there is an
 * exception.
 */
public final class PtrScalarBits {
  private final PageHeap heap;

  /** Bits in spans of {@code heap}. */
  public PtrScalarBits(PageHeap heap) {
    this.heap = heap;
  }

  /**
   * Makes a span that holds the bits of {@code program} from its base on.
   *
   * @throws OutOfMarkMemoryException if there is no memory; nothing has changed
   */
  @SystemStack
  public Span materialize(M m, GcProgram program) {
    m.requireSystemStack("materializeGCProg");
    int pages = Math.toIntExact(HeapAddress.page(HeapAddress.BASE + program.bitmapBytes() - 1) + 1);
    Span span = heap.allocManual(m, pages, SpanAllocType.PTR_SCALAR_BITS);
    if (span == null) {
      throw new OutOfMarkMemoryException(
          "no memory for " + pages + " pages of pointer bits: " + heap.snapshot());
    }
    program.run(heap.memory(), span.base());
    return span;
  }

  /** Whether word {@code i} is a pointer. */
  boolean isPointer(Span bits, long i) {
    return (heap.memory().getByte(bits.base() + i / Byte.SIZE) >>> i % Byte.SIZE & 1) != 0;
  }

  /** Frees what {@link #materialize} made, in any phase. */
  @SystemStack
  public void dematerialize(M m, Span bits) {
    m.requireSystemStack("dematerializeGCProg");
    heap.freeManual(m, bits, SpanAllocType.PTR_SCALAR_BITS);
  }
}
