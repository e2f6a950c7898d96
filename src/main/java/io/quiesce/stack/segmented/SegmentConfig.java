package io.quiesce.stack.segmented;

import io.quiesce.heap.memory.HeapAddress;

/**
 * The parameters of the segmented stacks.
 *
 * @param fixedStack bytes of a fixed-size segment, {@code FixedStack}; a power of two from 2048 to
 *     half a page. At 4096, the value of 2014, half a page, no shrink ever needs a copy
 * @param maxStack the first value of {@code maxstacksize}, in bytes
 * @param copying whether a segment grows by moving ({@code copystack}) where its frames allow it
 * @param fromSystem whether each segment is mapped from the OS, to find uses after the free ({@code
 *     StackFromSystem} with {@code StackFaultOnFree})
 * @param procs how many Ps there are
 * @param osBytes how much memory of the OS may be mapped at a time
 */
public record SegmentConfig(
    int fixedStack, long maxStack, boolean copying, boolean fromSystem, int procs, long osBytes) {
  /** Bytes at the low end of a segment into which small frames and the runtime may run. */
  public static final int STACK_GUARD = 256;

  /** Frames up to this size may be entered without comparing their size. */
  public static final int STACK_SMALL = 128;

  /** Room that a new segment has beyond the frame for which it was made. */
  public static final int STACK_EXTRA = 2048;

  private static final int DEFAULT_FIXED = 4096;
  private static final long DEFAULT_MAX = 1L << 20;
  private static final long DEFAULT_OS = 1L << 30;

  /** Checks the parameters. */
  public SegmentConfig {
    int half = HeapAddress.PAGE_BYTES / 2;
    if (Integer.bitCount(fixedStack) != 1 || fixedStack < 2048 || fixedStack > half) {
      throw new IllegalArgumentException(
          "fixedStack=" + fixedStack + " must be a power of two in [2048, " + half + "]");
    }
    if (maxStack < fixedStack || procs < 1 || osBytes < 0) {
      throw new IllegalArgumentException(
          "maxStack="
              + maxStack
              + " (at least fixedStack), procs="
              + procs
              + " (at least 1), "
              + "osBytes="
              + osBytes
              + " (at least 0)");
    }
  }

  /** The values of 2014 on 64-bit Linux, for {@code procs} Ps. */
  public static SegmentConfig of(int procs) {
    return new SegmentConfig(DEFAULT_FIXED, DEFAULT_MAX, true, false, procs, DEFAULT_OS);
  }

  /** The same with another fixed size. */
  public SegmentConfig withFixedStack(int bytes) {
    return new SegmentConfig(bytes, maxStack, copying, fromSystem, procs, osBytes);
  }

  /** The same with another maximum. */
  public SegmentConfig withMaxStack(long bytes) {
    return new SegmentConfig(fixedStack, bytes, copying, fromSystem, procs, osBytes);
  }

  /** The same with or without copying. */
  public SegmentConfig withCopying(boolean on) {
    return new SegmentConfig(fixedStack, maxStack, on, fromSystem, procs, osBytes);
  }

  /** The same with or without the debug mode. */
  public SegmentConfig withFromSystem(boolean on) {
    return new SegmentConfig(fixedStack, maxStack, copying, on, procs, osBytes);
  }

  /** The same with another amount of memory of the OS. */
  public SegmentConfig withOsBytes(long bytes) {
    return new SegmentConfig(fixedStack, maxStack, copying, fromSystem, procs, bytes);
  }
}
