package io.quiesce.trace.stack;

/** The sizes that the trace format fixes, in bytes. */
final class StackSizes {
  /** Stacks of this size and larger have a span of their own. */
  static final int SMALLEST_LARGE = 32768;

  /** The smallest stack; order 0. */
  static final int FIXED_STACK = 2048;

  /** How many orders of small stacks there are. */
  static final int ORDERS = 4;

  /** One page. */
  static final int PAGE = 8192;

  /** Pages of a span that is cut into small stacks. */
  static final int POOL_SPAN_PAGES = 4;

  private StackSizes() {}

  /** What the {@code order} column of a call must say for a stack of {@code bytes}. */
  static int order(int bytes) {
    int unit = bytes >= SMALLEST_LARGE ? PAGE : FIXED_STACK;
    return 31 - Integer.numberOfLeadingZeros(bytes / unit);
  }
}
