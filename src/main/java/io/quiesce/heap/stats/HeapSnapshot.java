package io.quiesce.heap.stats;

import io.quiesce.heap.span.SpanAllocType;

/**
 * The heap's figures at one consistent cut, in bytes.
 *
 * <p>Six figures are kept and the others derived from them. Names follow Go 1.19; where Go 1.14 to
 * 1.16 have another name or meaning, the accessor says so.
 *
 * @param mapped all bytes by which the heap has grown
 * @param released bytes of idle pages that are given back to the system (Go: {@code heapReleased})
 * @param inHeap bytes in HEAP spans
 * @param inStacks bytes in STACK spans
 * @param inWorkBufs bytes in WORK_BUF spans
 * @param inPtrScalarBits bytes in PTR_SCALAR_BITS spans
 */
public record HeapSnapshot(
    long mapped, long released, long inHeap, long inStacks, long inWorkBufs, long inPtrScalarBits) {

  /** Bytes in HEAP spans (Go: {@code heap_inuse}, {@code heapInUse}; AC4). */
  public long heapInuse() {
    return inHeap;
  }

  /** Bytes in no span, page caches included (Go: {@code heap_idle}; AC7). */
  public long heapIdle() {
    return mapped - inHeap - inStacks - gcManual();
  }

  /** Mapped bytes without those in manual spans (Go: {@code heap_sys}; AC1). */
  public long heapSys() {
    return heapInuse() + heapIdle();
  }

  /** Idle bytes given back to the system (Go: {@code heap_released}). */
  public long heapReleased() {
    return released;
  }

  /** Idle bytes not given back to the system (Go 1.19: {@code heapFree}; AC12). */
  public long heapFree() {
    return heapIdle() - released;
  }

  /** Bytes in STACK spans, free ones in pools included (Go: {@code stacks_inuse}; AC5). */
  public long stacksInuse() {
    return inStacks;
  }

  /** The spans' part of {@code gc_sys}: work buffers and pointer/scalar bitmaps (AC6). */
  public long gcSys() {
    return gcManual();
  }

  /** Bytes that the system provides now (Go 1.19: {@code committed}). */
  public long committed() {
    return mapped - released;
  }

  /** Bytes of the heap that the system provides now (Go 1.15: {@code heapRetained}; AC11). */
  public long heapRetained() {
    return heapSys() - heapReleased();
  }

  /** Bytes in spans of one type. */
  public long in(SpanAllocType type) {
    return switch (type) {
      case HEAP -> inHeap;
      case STACK -> inStacks;
      case PTR_SCALAR_BITS -> inPtrScalarBits;
      case WORK_BUF -> inWorkBufs;
    };
  }

  /**
   * Checks what must hold among the figures of any cut.
   *
   * @return this
   * @throws AccountingException naming the figure that is negative (AC8) or the identity that fails
   */
  public HeapSnapshot check() {
    requireNotNegative("mapped", mapped);
    requireNotNegative("heapReleased", released);
    requireNotNegative("inHeap", inHeap);
    requireNotNegative("inStacks", inStacks);
    requireNotNegative("inWorkBufs", inWorkBufs);
    requireNotNegative("inPtrScalarBits", inPtrScalarBits);
    requireNotNegative("heapIdle", heapIdle());
    requireNotNegative("heapFree", heapFree());
    requireEqual("AC1 heapSys == heapInuse + heapIdle", heapSys(), heapInuse() + heapIdle());
    requireEqual(
        "AC2 mapped == heapSys + stacksInuse + gcSys", mapped, heapSys() + inStacks + gcSys());
    long manual = inStacks + inWorkBufs + inPtrScalarBits;
    requireEqual(
        "AC10 heapInuse + heapFree == committed - manual",
        heapInuse() + heapFree(),
        committed() - manual);
    requireEqual("AC11 heapRetained == heapInuse + heapFree", heapRetained(), inHeap + heapFree());
    return this;
  }

  private long gcManual() {
    return inWorkBufs + inPtrScalarBits;
  }

  private void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new AccountingException(
          "AC8: "
              + name
              + " is "
              + value
              + "; something was freed twice or never allocated: "
              + this);
    }
  }

  private void requireEqual(String identity, long left, long right) {
    if (left != right) {
      throw new AccountingException(identity + " fails: " + left + " != " + right + " in " + this);
    }
  }
}
