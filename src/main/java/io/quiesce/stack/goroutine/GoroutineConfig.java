package io.quiesce.stack.goroutine;

import io.quiesce.stack.StackSizes;

/**
 * The limits of goroutine stacks.
 *
 * @param maxStack no stack grows beyond this many bytes (Go: {@code debug.SetMaxStack})
 * @param startingStack size of a new goroutine's stack, a power of two; 2048 before Go 1.19, then
 *     adapted between cycles
 * @param shrink false: stacks never shrink (Go: {@code GODEBUG=gcshrinkstackoff=1})
 */
public record GoroutineConfig(long maxStack, int startingStack, boolean shrink) {
  /** Go's on a 64-bit system: 1 GB, 2048 bytes, stacks shrink. */
  public static final GoroutineConfig DEFAULT =
      new GoroutineConfig(1_000_000_000, StackSizes.FIXED_STACK, true);

  /** Checks the values. */
  public GoroutineConfig {
    if (maxStack < StackSizes.FIXED_STACK) {
      throw new IllegalArgumentException("maxStack=" + maxStack + " is below the smallest stack");
    }
    requireStarting(startingStack);
  }

  /** The same with another limit. */
  public GoroutineConfig withMaxStack(long bytes) {
    return new GoroutineConfig(bytes, startingStack, shrink);
  }

  /** The same with another starting size. */
  public GoroutineConfig withStartingStack(int bytes) {
    return new GoroutineConfig(maxStack, bytes, shrink);
  }

  /** The same without shrinking. */
  public GoroutineConfig withoutShrinking() {
    return new GoroutineConfig(maxStack, startingStack, false);
  }

  /** Throws unless {@code bytes} can be a starting size. */
  static void requireStarting(int bytes) {
    if (bytes < StackSizes.FIXED_STACK || Integer.bitCount(bytes) != 1) {
      throw new IllegalArgumentException(
          "startingStack=" + bytes + "; must be a power of two of at least 2048");
    }
  }
}
