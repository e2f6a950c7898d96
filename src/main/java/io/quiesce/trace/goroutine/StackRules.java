package io.quiesce.trace.goroutine;

/** Growth and shrinking (Go 1.19 runtime/stack.go: {@code newstack}, {@code shrinkstack}). */
final class StackRules {
  private static final long SMALLEST = 2048;
  private static final long GUARD = 928;
  private static final long LIMIT = 800;

  private StackRules() {}

  static long grown(long old, long used, long maxFrame) {
    long size = 2 * old;
    if (maxFrame != 0) {
      while (size - used < maxFrame + GUARD) {
        size *= 2;
      }
    }
    return size;
  }

  static boolean isSmallest(long size) {
    return size / 2 < SMALLEST;
  }

  static boolean shrinks(long size, long used) {
    return !isSmallest(size) && used + LIMIT < size / 4;
  }

  static long shrunk(long size) {
    return size / 2;
  }

  /** Go: gcComputeStartingStackSize. */
  static long starting(long scannedBytes, long scannedStacks) {
    long average = scannedStacks == 0 ? SMALLEST : scannedBytes / scannedStacks + GUARD;
    long size = SMALLEST;
    while (size < average) {
      size *= 2;
    }
    return size;
  }
}
