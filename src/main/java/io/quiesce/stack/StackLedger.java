package io.quiesce.stack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Which stacks are handed out: a byte for each address at which a stack can begin, log2 of its size
 * while a user has it, else 0.
 *
 * <p>It finds a stack that is freed twice, with another size, or never was one, before anything is
 * changed; Go finds few of these, late. Nothing else depends on it.
 *
 * <p>The bytes are plain. A byte is written by the M that hands the stack out and by the M that
 * takes it back; the user orders the two, as it must order its own accesses to the stack. Two Ms
 * that free one stack at the same time race here as in the cache; the pool's mask finds the second
 * one when both stacks get there.
 *
 * <p>The parts, one for each 64 KiB, are made on first use and found by a plain load: an array that
 * is seen at all is seen zeroed (JLS 17.4.4), and two that make the same part agree by
 * compare-and-set. Each byte has a cache line of its own, and none has that of the array's length:
 * stacks cut from one span are used by different Ps at once, and a shared line would cost them more
 * than all else that they do.
 */
final class StackLedger {
  private static final VarHandle PART = MethodHandles.arrayElementVarHandle(byte[][].class);
  private static final int GRANULE_SHIFT = Integer.numberOfTrailingZeros(StackSizes.FIXED_STACK);
  private static final int PART_SHIFT = 16;
  private static final int LINE_SHIFT = 6;
  private static final int ENTRIES = 1 << (PART_SHIFT - GRANULE_SHIFT);
  private static final int FIRST_ENTRY = 1 << LINE_SHIFT;
  private static final int PART_BYTES = FIRST_ENTRY + (ENTRIES << LINE_SHIFT);
  private static final int MAX_LOG2 = 30;

  private final long base;
  private final long bytes;
  private final byte[][] parts;

  /** A ledger in which nothing is handed out, for the addresses from base to base + bytes. */
  StackLedger(long base, long bytes) {
    this.base = base;
    this.bytes = bytes;
    parts = new byte[Math.toIntExact(((bytes - 1) >>> PART_SHIFT) + 1)][];
  }

  /**
   * Notes that the stack at {@code lo} has a user.
   *
   * @throws StackStateException if it has one already (S1)
   */
  void handOut(long lo, int log2) {
    byte[] part = parts[(int) ((lo - base) >>> PART_SHIFT)];
    if (part == null) {
      part = makePart((int) ((lo - base) >>> PART_SHIFT));
    }
    int entry = entry(lo - base);
    if (part[entry] != 0) {
      throw handedOutTwice(lo, log2, part[entry]);
    }
    part[entry] = (byte) log2;
  }

  /**
   * Notes that the stack at {@code lo} has no user any more.
   *
   * @throws StackStateException if no stack of 2^log2 bytes is in use there
   */
  void takeBack(long lo, int log2) {
    if (markAt(lo) != log2) {
      throw new StackStateException(
          String.format("stackfree of %d bytes at 0x%x: %s", 1L << log2, lo, explain(lo)));
    }
    parts[(int) ((lo - base) >>> PART_SHIFT)][entry(lo - base)] = 0;
  }

  /** log2 of the size of the stack handed out at {@code lo}, or 0; any address may be asked for. */
  int markAt(long lo) {
    long offset = lo - base;
    if (offset < 0 || offset >= bytes || (offset & (StackSizes.FIXED_STACK - 1)) != 0) {
      return 0;
    }
    byte[] part = parts[(int) (offset >>> PART_SHIFT)];
    return part == null ? 0 : part[entry(offset)];
  }

  /** What there is at {@code lo} if not the stack that the caller meant, for messages. */
  private String explain(long lo) {
    if (markAt(lo) != 0) {
      return "the stack there has " + (1L << markAt(lo)) + " bytes";
    }
    long first = Math.max(base, lo - (1L << MAX_LOG2));
    for (long a = lo & -StackSizes.FIXED_STACK; a >= first && a - base < bytes; ) {
      int mark = markAt(a);
      if (mark != 0 && lo - a < 1L << mark) {
        return String.format("it lies inside the stack of %d bytes at 0x%x", 1L << mark, a);
      }
      a -= StackSizes.FIXED_STACK;
    }
    return "no stack in use is there; freed twice, or not from this allocator";
  }

  private byte[] makePart(int index) {
    byte[] fresh = new byte[PART_BYTES];
    // atomicity only: one array wins; all read the part plainly, and find it zeroed in any case
    byte[] witness = (byte[]) PART.compareAndExchangeRelease(parts, index, null, fresh);
    return witness == null ? fresh : witness;
  }

  /** The place of a granule's byte in its part. */
  private static int entry(long offset) {
    return FIRST_ENTRY + (((int) (offset >>> GRANULE_SHIFT) & (ENTRIES - 1)) << LINE_SHIFT);
  }

  private static StackStateException handedOutTwice(long lo, int log2, int mark) {
    return new StackStateException(
        String.format(
            "stackalloc of %d bytes got 0x%x, which a user holds as a stack of %d bytes (S1)",
            1L << log2, lo, 1L << mark));
  }
}
