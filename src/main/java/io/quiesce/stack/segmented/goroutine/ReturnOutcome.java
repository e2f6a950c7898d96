package io.quiesce.stack.segmented.goroutine;

/** Where a return led. */
public enum ReturnOutcome {
  /** To a caller in the same segment. */
  SAME_SEGMENT,
  /** To a caller in the older segment; the newer one was freed. */
  OLD_SEGMENT,
  /** Nowhere: it was the goroutine's first function, and the goroutine has ended. */
  EXITED
}
