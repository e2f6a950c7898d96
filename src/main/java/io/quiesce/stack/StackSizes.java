package io.quiesce.stack;

/**
 * The sizes of stacks and caches (Go: {@code _FixedStack}, {@code _NumStackOrders}, {@code
 * _StackCacheSize} in runtime/stack.go and malloc.go, Linux values). All in bytes.
 */
public final class StackSizes {
  /** The smallest stack. */
  public static final int FIXED_STACK = 2048;

  /** How many sizes are small: 2, 4, 8 and 16 KiB. */
  public static final int ORDERS = 4;

  /** The most that a P's cache holds of one order. */
  public static final int CACHE_BYTES = 32 << 10;

  /** Where a refill stops, and where a release stops. */
  public static final int CACHE_HALF = CACHE_BYTES / 2;

  /** The pages of a span that is cut into small stacks: one cache full. */
  public static final int POOL_SPAN_PAGES = 4;

  private static final int FIXED_LOG2 = Integer.numberOfTrailingZeros(FIXED_STACK);

  private StackSizes() {}

  /** True if stacks of {@code n} bytes come from the pool of their order, else from spans. */
  public static boolean isSmall(int n) {
    return n < FIXED_STACK << ORDERS && n < CACHE_BYTES;
  }

  /** The order of a small stack of {@code n} bytes, a power of two. */
  public static int order(int n) {
    return Integer.numberOfTrailingZeros(n) - FIXED_LOG2;
  }

  /** The bytes of a stack of {@code order}. */
  public static int bytes(int order) {
    return FIXED_STACK << order;
  }

  /**
   * The code under which the ledger keeps a stack of {@code n} bytes.
   *
   * @throws StackSizeException if n is not a power of two of at least {@link #FIXED_STACK}
   */
  static int log2(String operation, int n) {
    if (n < FIXED_STACK || (n & (n - 1)) != 0) {
      throw illegal(operation, n);
    }
    return Integer.numberOfTrailingZeros(n);
  }

  /**
   * Checks the order of a small stack.
   *
   * @throws StackSizeException if there is no such order
   */
  static void requireOrder(String operation, int order) {
    if (order < 0 || order >= ORDERS) {
      throw new StackSizeException(
          operation + ": order " + order + "; small stacks have order 0 to " + (ORDERS - 1));
    }
  }

  private static StackSizeException illegal(String operation, int n) {
    return new StackSizeException(
        operation
            + " of "
            + n
            + " bytes; a stack has a power of two of at least "
            + FIXED_STACK
            + " bytes");
  }
}
