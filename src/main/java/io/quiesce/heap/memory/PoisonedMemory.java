package io.quiesce.heap.memory;

/**
 * Real bytes that are overwritten with {@link #POISON} when their pages lose their owner, and
 * verified when the pages get the next one (Go: {@code debug.clobberfree}, {@code
 * stackPoisonCopy}).
 *
 * <p>Each page is fresh (never owned, or given back to the system: all zero), held, or poisoned.
 * The verification reveals a write after free, a page with two owners, and a broken promise that
 * all bytes are zero (E3, H1, Z1).
 */
public final class PoisonedMemory extends DirectMemory {
  /** What each byte of a freed page holds. */
  public static final byte POISON = (byte) 0xfd;

  private static final byte FRESH = 0;
  private static final byte HELD = 1;
  private static final byte POISONED = 2;

  private final GranuleMarks states;

  PoisonedMemory(long maxBytes) {
    super(maxBytes);
    states = new GranuleMarks(maxBytes, HeapAddress.PAGE_SHIFT);
  }

  @Override
  public void handOut(long addr, long bytes, boolean zeroed) {
    for (long a = addr; a < addr + bytes; a += HeapAddress.PAGE_BYTES) {
      byte state = states.get(states.granule(a));
      if (state == HELD) {
        throw new PoisonException(
            "page " + HeapAddress.hex(a) + " is handed out but has an owner already (H1)");
      }
      if (zeroed && state == POISONED) {
        throw new PoisonException(
            "page " + HeapAddress.hex(a) + " is promised to be zero but was used before (Z1)");
      }
      verify(a, state == POISONED ? POISON : 0);
    }
    mark(addr, bytes, HELD);
  }

  private void verify(long page, byte expected) {
    long at = mismatchUntouched(page, HeapAddress.PAGE_BYTES, expected);
    if (at >= 0) {
      throw new PoisonException(
          String.format(
              "freed memory was written to: byte 0x%x is 0x%02x, expected 0x%02x, in page 0x%x",
              at, getByte(at), expected, page));
    }
  }

  @Override
  public void takeBack(long addr, long bytes) {
    for (long a = addr; a < addr + bytes; a += HeapAddress.PAGE_BYTES) {
      if (states.get(states.granule(a)) != HELD) {
        throw new PoisonException(
            "page " + HeapAddress.hex(a) + " is taken back but has no owner; freed twice? (H5)");
      }
    }
    fillUntouched(addr, bytes, POISON);
    mark(addr, bytes, POISONED);
  }

  @Override
  public void release(long addr, long bytes) {
    super.release(addr, bytes);
    mark(addr, bytes, FRESH);
  }

  private void mark(long addr, long bytes, byte state) {
    for (long a = addr; a < addr + bytes; a += HeapAddress.PAGE_BYTES) {
      states.set(states.granule(a), state);
    }
  }
}
