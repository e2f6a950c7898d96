package io.quiesce.heap.memory;

/**
 * Real bytes that may only be touched while their pages have an owner (Go: {@code
 * stackFaultOnFree}, where the pages are unmapped and the processor faults).
 *
 * <p>An owner can also {@link #protect} parts of what it owns, such as a freed stack inside a pool
 * span. The check is a debugging aid: it never misses an access that happens after the free, and
 * may miss one that races with it.
 */
public final class FaultingMemory extends DirectMemory {
  /** Bytes that are protected together: the smallest stack. */
  public static final int GRANULE_BYTES = 1 << 11;

  private static final byte CLOSED = 0;
  private static final byte OPEN = 1;

  private final GranuleMarks marks;
  private final long maxBytes;

  FaultingMemory(long maxBytes) {
    super(maxBytes);
    this.maxBytes = maxBytes;
    marks = new GranuleMarks(maxBytes, Integer.numberOfTrailingZeros(GRANULE_BYTES));
  }

  @Override
  void touch(String operation, long addr, long n) {
    if (n == 0) {
      return;
    }
    requireInSpace(operation, addr, n);
    for (long g = marks.granule(addr); g <= marks.granule(addr + n - 1); g++) {
      if (marks.get(g) == CLOSED) {
        throw new MemoryAccessException(
            operation
                + " of "
                + n
                + " bytes at "
                + HeapAddress.hex(addr)
                + ": the memory is free or protected there; the pointer outlived its owner");
      }
    }
  }

  @Override
  public void handOut(long addr, long bytes, boolean zeroed) {
    mark("handOut", addr, bytes, OPEN);
  }

  @Override
  public void takeBack(long addr, long bytes) {
    mark("takeBack", addr, bytes, CLOSED);
  }

  @Override
  public void protect(long addr, long bytes) {
    mark("protect", addr, bytes, CLOSED);
  }

  @Override
  public void unprotect(long addr, long bytes) {
    mark("unprotect", addr, bytes, OPEN);
  }

  private void mark(String operation, long addr, long bytes, byte mark) {
    requireInSpace(operation, addr, bytes);
    if (((addr | bytes) & (GRANULE_BYTES - 1)) != 0) {
      throw new MemoryAccessException(
          operation
              + " of "
              + bytes
              + " bytes at "
              + HeapAddress.hex(addr)
              + ": both must be multiples of "
              + GRANULE_BYTES);
    }
    for (long a = addr; a < addr + bytes; a += GRANULE_BYTES) {
      marks.set(marks.granule(a), mark);
    }
  }

  private void requireInSpace(String operation, long addr, long n) {
    long from = addr - HeapAddress.BASE;
    if (from < 0 || n < 0 || from > maxBytes || n > maxBytes - from) {
      throw new MemoryAccessException(
          operation + " of " + n + " bytes at " + HeapAddress.hex(addr) + ": outside the heap");
    }
  }
}
