package io.quiesce.trace.goroutine;

import io.quiesce.stack.StackSizes;
import io.quiesce.stack.goroutine.GoroutineStacks;

/**
 * What the subject decides about the size of a stack. Sizes in bytes.
 *
 * <p>The numbers of a trace are checked before they are used: a doubling that can never reach what
 * a damaged event asks for would not end.
 */
final class StackRules {
  /** No stack and no frame of a real program is near this. */
  private static final long SANE = 1L << 40;

  private StackRules() {}

  /** The size to which newstack grows a stack. */
  static long grown(long old, long used, long maxFrame) {
    requireSane("oldsize", old, 1);
    requireSane("used", used, 0);
    requireSane("maxframe", maxFrame, 0);
    return GoroutineStacks.grownSize(old, used, maxFrame);
  }

  private static void requireSane(String what, long bytes, long least) {
    if (bytes < least || bytes > SANE) {
      throw new IllegalStateException(what + " of " + bytes + " bytes");
    }
  }

  /** Whether a stack has the smallest size and so never shrinks. */
  static boolean isSmallest(long size) {
    return size / 2 < StackSizes.FIXED_STACK;
  }

  /** Whether shrinkstack halves a stack that may be moved. */
  static boolean shrinks(long size, long used) {
    return !isSmallest(size) && GoroutineStacks.isMostlyFree(size, used);
  }

  /** The size to which shrinkstack shrinks. */
  static long shrunk(long size) {
    return size / 2;
  }

  /**
   * The starting size after a cycle (Go 1.19: {@code gcComputeStartingStackSize}): what the scanned
   * stacks used on average, and room for the guard, as a power of two.
   */
  static long starting(long scannedBytes, long scannedStacks) {
    requireSane("scannedSize", scannedBytes, 0);
    requireSane("scannedStacks", scannedStacks, 0);
    long average = scannedStacks == 0 ? 0 : scannedBytes / scannedStacks + GoroutineStacks.GUARD;
    long size = StackSizes.FIXED_STACK;
    while (size < average) {
      size *= 2;
    }
    return size;
  }
}
