package io.quiesce.stack.segmented.goroutine;

/** What an attempt to shrink a stack did. */
public enum ShrinkOutcome {
  /** Nothing: it is small or well used, cannot move, is no heap block, or belongs to someone. */
  NONE,
  /** The top segment moved to one of half the size. */
  COPIED,
  /** The lower half of the top segment was freed. */
  IN_PLACE
}
