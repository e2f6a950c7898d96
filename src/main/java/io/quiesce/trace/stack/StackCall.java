package io.quiesce.trace.stack;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.stack.StackSizes;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;

/**
 * The arguments of SALLOC and SFREE.
 *
 * @param path which way the call went, see the constants
 * @param bytes size of the stack
 * @param order the pool's order for a small stack, log2 of the pages for a large one
 * @param addr Go's address
 * @param cacheBytes left in the P's cache of that order, -1 where it was not used
 * @param why what kept the call off the cache, a sum of {@link #NO_P} and {@link #PREEMPTOFF}
 */
record StackCall(int path, int bytes, int order, long addr, long cacheBytes, int why) {
  /** The P's cache gave or took the stack. */
  static final int CACHE = 0;

  /** The cache was refilled or released first. */
  static final int CACHE_TRANSFER = 1;

  /** The pool, without a cache. */
  static final int POOL = 2;

  /** A large stack: allocated from stackLarge, or freed to the heap. */
  static final int LARGE_3 = 3;

  /** A large stack: allocated from the heap, or freed to stackLarge. */
  static final int LARGE_4 = 4;

  /** The M had no P. */
  static final int NO_P = 1;

  /** The M had {@code preemptoff} set. */
  static final int PREEMPTOFF = 2;

  private static final int ARG_PATH = EventKind.SALLOC.index("path");
  private static final int ARG_N = EventKind.SALLOC.index("n");
  private static final int ARG_ORDER = EventKind.SALLOC.index("order");
  private static final int ARG_ADDR = EventKind.SALLOC.index("addr");
  private static final int ARG_CSIZE = EventKind.SALLOC.index("csize");
  private static final int ARG_WHY = EventKind.SALLOC.index("why");

  /** The arguments of {@code e}, an SALLOC or SFREE: both have the same. */
  static StackCall of(TraceEvent e) {
    return new StackCall(
        e.intArg(ARG_PATH),
        e.intArg(ARG_N),
        e.intArg(ARG_ORDER),
        e.arg(ARG_ADDR),
        e.arg(ARG_CSIZE),
        e.intArg(ARG_WHY));
  }

  /** Whether the stack has a span of its own. */
  boolean isLarge() {
    return !StackSizes.isSmall(bytes);
  }

  /** What {@link #order} must be for a stack of these {@link #bytes}. */
  int expectedOrder() {
    long unit = isLarge() ? HeapAddress.PAGE_BYTES : StackSizes.FIXED_STACK;
    return 63 - Long.numberOfLeadingZeros(bytes / unit);
  }

  /** Whether the M may use its P's cache. */
  boolean mayUseCache() {
    return why == 0;
  }
}
