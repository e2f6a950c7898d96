package io.quiesce.heap.page;

/**
 * What is free in an aligned stretch of pages, packed in a long (Go: {@code pallocSum}): the free
 * pages at its start, its longest free run, the free pages at its end.
 *
 * <p>21 bits each. A stretch of 2^21 free pages would need 22 bits in all three; it alone has bit
 * 63 set instead. 0 means: nothing free, which is also what unmapped memory reads as.
 */
final class Summary {
  /** Log2 of the pages that one summary can cover. */
  static final int MAX_LOG_PAGES = 21;

  private static final int BITS = 21;
  private static final int ALL = 1 << MAX_LOG_PAGES;
  private static final long FIELD = (1L << BITS) - 1;

  private Summary() {}

  static long of(int start, int max, int end) {
    return max == ALL ? Long.MIN_VALUE : (long) end << (2 * BITS) | (long) max << BITS | start;
  }

  static int start(long summary) {
    return summary < 0 ? ALL : (int) (summary & FIELD);
  }

  static int max(long summary) {
    return summary < 0 ? ALL : (int) (summary >>> BITS & FIELD);
  }

  static int end(long summary) {
    return summary < 0 ? ALL : (int) (summary >>> (2 * BITS) & FIELD);
  }

  /** For messages. */
  static String describe(long summary) {
    return "(start " + start(summary) + ", max " + max(summary) + ", end " + end(summary) + ")";
  }
}
